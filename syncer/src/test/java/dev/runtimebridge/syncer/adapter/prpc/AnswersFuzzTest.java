package dev.runtimebridge.syncer.adapter.prpc;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.schemas.prpc.GetEgressMessagesResponse;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.PrpcError;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of whatever stands where a worker was expected. */
class AnswersFuzzTest extends FuzzTests {
  private static final URI ADDRESS = URI.create("http://worker:8000/prpc/PhactoryAPI.GetInfo");
  private static final int LONGEST_MESSAGE = 3_000;

  @MethodSource("answers")
  @Fuzz
  void answer(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          RuntimeFacts facts = InfoReader.read(PhactoryInfo.parseFrom(input));
          assertTrue(facts.version().length() <= 256 && facts.attestationMethods().size() <= 8);
        },
        InvalidProtocolBufferException.class);
    onlyDeclared(
        input,
        () -> LifeMessages.registration(InitRuntimeResponse.parseFrom(input)),
        InvalidProtocolBufferException.class);
    onlyDeclared(
        input,
        () ->
            LifeMessages.egress(
                GetEgressMessagesResponse.parseFrom(input).getEncodedMessages().toByteArray(), 50),
        InvalidProtocolBufferException.class,
        MalformedScale.class);
  }

  /** The length chooses the status. */
  @MethodSource("errors")
  @Fuzz
  void error(byte[] input) {
    int status = new int[] {200, 400, 403, 404, 413, 500, 503}[input.length % 7];
    onlyDeclared(
        input,
        () -> {
          PRuntimeFailure failure =
              PrpcAnswers.failure(ADDRESS, new Response(status, Bytes.of(input)));
          assertTrue(String.valueOf(failure.getMessage()).length() < LONGEST_MESSAGE);
        });
  }

  static Stream<byte[]> answers() {
    return Stream.of(
        PhactoryInfo.newBuilder()
            .setInitialized(true)
            .setVersion("2.0.1")
            .setHeadernum(9)
            .addSupportedAttestationMethods("dcap")
            .build()
            .toByteArray(),
        InitRuntimeResponse.newBuilder()
            .setEncodedRuntimeInfo(ByteString.copyFrom(new byte[40]))
            .build()
            .toByteArray(),
        GetEgressMessagesResponse.newBuilder()
            .setEncodedMessages(ByteString.copyFrom(new byte[] {4, 5, 0}))
            .build()
            .toByteArray());
  }

  static Stream<byte[]> errors() {
    return Stream.of(
        PrpcError.newBuilder()
            .setMessage("RCU in progress, please try again")
            .build()
            .toByteArray(),
        "<html>\n502\0 \u0085</html>".getBytes(UTF_8));
  }

  private record Response(int statusCode, Bytes content) implements HttpResponse<byte[]> {
    @Override
    public byte[] body() {
      return content.toByteArray();
    }

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(ADDRESS).build();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return ADDRESS;
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
