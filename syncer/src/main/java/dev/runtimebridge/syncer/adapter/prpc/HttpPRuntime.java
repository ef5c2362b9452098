package dev.runtimebridge.syncer.adapter.prpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.runtimebridge.schemas.prpc.GetEgressMessagesResponse;
import dev.runtimebridge.schemas.prpc.GetEndpointResponse;
import dev.runtimebridge.schemas.prpc.HeadersSyncedTo;
import dev.runtimebridge.schemas.prpc.InitRuntimeResponse;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.prpc.SyncedTo;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.syncer.domain.ChainCall.RegisterWorker;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.ChainCall.UpdateWorkerEndpoint;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.NoCollateral;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

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
    PhactoryInfo info = call("GetInfo", NOTHING, within(), PhactoryInfo.parser());
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

  @Override
  public List<SyncOffchainMessage> egressMessages(int most)
      throws PRuntimeFailure, InterruptedException {
    GetEgressMessagesResponse answer =
        call("GetEgressMessages", NOTHING, within(), GetEgressMessagesResponse.parser());
    try {
      return LifeMessages.egress(answer.getEncodedMessages().toByteArray(), most);
    } catch (MalformedScale e) {
      throw PrpcAnswers.notAPRuntime(
          address("GetEgressMessages"), "messages that cannot be read: " + e.getMessage());
    }
  }

  @Override
  public RegisterWorker registrationInfo(boolean force, Optional<Bytes> operator)
      throws PRuntimeFailure, NoCollateral, InterruptedException {
    byte[] request = LifeMessages.runtimeInfoRequest(force, operator);
    RegisterWorker given =
        LifeMessages.registration(
            call("GetRuntimeInfo", request, http.requestTimeout(), InitRuntimeResponse.parser()));
    return given.legacy()
        ? given
        : new RegisterWorker(
            given.runtimeInfo(), http.collaterals().complete(given.attestation()), false);
  }

  @Override
  public UpdateWorkerEndpoint signEndpoints(List<String> endpoints)
      throws PRuntimeFailure, InterruptedException {
    byte[] request = LifeMessages.signEndpointsRequest(endpoints);
    return LifeMessages.endpoints(
        call("SignEndpointInfo", request, within(), GetEndpointResponse.parser()));
  }

  @Override
  public long takeCheckpoint() throws PRuntimeFailure, InterruptedException {
    SyncedTo answer = call("TakeCheckpoint", NOTHING, http.requestTimeout(), SyncedTo.parser());
    return Integer.toUnsignedLong(answer.getSyncedTo());
  }

  @Override
  public void kick() throws PRuntimeFailure, InterruptedException {
    URI address = path("/kick");
    try {
      HttpResponse<byte[]> response = http.post(address, NOTHING, within());
      if (response.statusCode() != 200) {
        throw new PRuntimeFailure(
            FailureKind.REFUSED,
            "%s answered %s; start pRuntime with --enable-kick-api"
                .formatted(address, PrpcAnswers.describe(response)));
      }
    } catch (PRuntimeFailure e) {
      // A process that ends does not always answer before.
      if (e.kind() != FailureKind.UNREACHABLE) {
        throw e;
      }
    }
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

  /** For calls that take no time in a worker that is well. */
  private Duration within() {
    return http.requestTimeout().compareTo(INFO_WITHIN) < 0 ? http.requestTimeout() : INFO_WITHIN;
  }

  private URI address(String method) throws PRuntimeFailure {
    return path("/prpc/PhactoryAPI." + method);
  }

  private URI path(String path) throws PRuntimeFailure {
    try {
      return URI.create(base + path);
    } catch (IllegalArgumentException e) {
      throw new PRuntimeFailure(
          FailureKind.UNREACHABLE, "the endpoint \"%s\" is no address".formatted(base), e);
    }
  }
}
