package dev.runtimebridge.syncer.adapter.prpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.runtimebridge.schemas.prpc.HeadersSyncedTo;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.SyncedTo;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One worker behind {@code POST /prpc/PhactoryAPI.<Method>} with Protobuf bodies.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/standalone/pruntime/src/api_server.rs">api_server.rs</a>
 */
final class HttpPRuntime implements PRuntime {
  private static final byte[] NOTHING = {};
  private static final Duration INFO_WITHIN = Duration.ofSeconds(15);

  private final String base;
  private final HttpPRuntimes http;

  HttpPRuntime(String endpoint, HttpPRuntimes http) {
    this.base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    this.http = http;
  }

  @Override
  public RuntimeFacts getInfo() throws PRuntimeFailure, InterruptedException {
    Duration timeout =
        http.requestTimeout().compareTo(INFO_WITHIN) < 0 ? http.requestTimeout() : INFO_WITHIN;
    PhactoryInfo info = call("GetInfo", NOTHING, timeout, PhactoryInfo.parser());
    if (info.getVersion().isEmpty()) {
      throw PrpcAnswers.notAPRuntime(address("GetInfo"), "an answer without a version");
    }
    return InfoReader.read(info);
  }

  @Override
  public Initialized initRuntime(EncodedRequest request)
      throws PRuntimeFailure, InterruptedException {
    InitRuntimeResponse answer = call("InitRuntime", request, InitRuntimeResponse.parser());
    HexFormat hex = HexFormat.of();
    return new Initialized(
        hex.formatHex(answer.getEncodedPublicKey().toByteArray()),
        hex.formatHex(answer.getEncodedGenesisBlockHash().toByteArray()));
  }

  @Override
  public void loadChainState(EncodedRequest request) throws PRuntimeFailure, InterruptedException {
    call("LoadChainState", request, com.google.protobuf.Empty.parser());
  }

  @Override
  public NextHeaders syncCombinedHeaders(EncodedRequest request)
      throws PRuntimeFailure, InterruptedException {
    HeadersSyncedTo answer = call("SyncCombinedHeaders", request, HeadersSyncedTo.parser());
    return new NextHeaders(
        next(answer.getRelaychainSyncedTo()), next(answer.getParachainSyncedTo()));
  }

  @Override
  public long syncParaHeader(EncodedRequest request) throws PRuntimeFailure, InterruptedException {
    return next(call("SyncParaHeader", request, SyncedTo.parser()).getSyncedTo());
  }

  @Override
  public long dispatchBlocks(EncodedRequest request) throws PRuntimeFailure, InterruptedException {
    return next(call("DispatchBlocks", request, SyncedTo.parser()).getSyncedTo());
  }

  /** Answers hold the last accepted number, which is 4294967295 before number 0. */
  private static long next(int lastAccepted) {
    return Integer.toUnsignedLong(lastAccepted + 1);
  }

  private <M extends MessageLite> M call(String method, EncodedRequest request, Parser<M> answer)
      throws PRuntimeFailure, InterruptedException {
    return call(method, request.body(), http.requestTimeout(), answer);
  }

  private <M extends MessageLite> M call(
      String method, byte[] body, Duration timeout, Parser<M> answer)
      throws PRuntimeFailure, InterruptedException {
    URI address = address(method);
    HttpResponse<byte[]> response = http.post(address, body, timeout);
    if (response.statusCode() != 200) {
      throw PrpcAnswers.failure(address, response);
    }
    try {
      return answer.parseFrom(response.body());
    } catch (InvalidProtocolBufferException e) {
      throw PrpcAnswers.notAPRuntime(address, PrpcAnswers.describe(response));
    }
  }

  private URI address(String method) throws PRuntimeFailure {
    try {
      return URI.create(base + "/prpc/PhactoryAPI." + method);
    } catch (IllegalArgumentException e) {
      throw new PRuntimeFailure(
          FailureKind.UNREACHABLE, "the endpoint \"%s\" is no address".formatted(base), e);
    }
  }
}
