package dev.runtimebridge.devnet.worker.http;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.runtimebridge.devnet.worker.enclave.AppError;
import dev.runtimebridge.devnet.worker.enclave.InitRequest;
import dev.runtimebridge.devnet.worker.enclave.RuntimeInfo;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import dev.runtimebridge.devnet.worker.enclave.SharedChecks;
import dev.runtimebridge.devnet.worker.host.HostedWorker;
import dev.runtimebridge.devnet.worker.host.Illness;
import dev.runtimebridge.devnet.worker.host.ProcessDied;
import dev.runtimebridge.devnet.worker.http.Requests.Blocksequence;
import dev.runtimebridge.devnet.worker.http.Requests.Combined;
import dev.runtimebridge.devnet.worker.http.Requests.Loading;
import dev.runtimebridge.devnet.worker.http.Requests.Parachain;
import dev.runtimebridge.devnet.worker.http.Requests.Relaychain;
import dev.runtimebridge.schemas.prpc.GetRuntimeInfoRequest;
import dev.runtimebridge.schemas.prpc.HeadersSyncedTo;
import dev.runtimebridge.schemas.prpc.SignEndpointsRequest;
import dev.runtimebridge.schemas.prpc.StopOptions;
import dev.runtimebridge.schemas.prpc.SyncedTo;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code PhactoryAPI}: from the body of a call to the worker and back. Safe for all threads. */
final class PrpcService {
  private static final String NOT_FOUND = "Method Not Found";

  private final Requests requests;
  private final DecodedRequests decoded;
  private final Clock clock;

  PrpcService(SharedChecks checks, long cacheBytes, Clock clock) {
    this.requests = new Requests(checks);
    this.decoded = new DecodedRequests(cacheBytes);
    this.clock = clock;
  }

  /**
   * Answers one call.
   *
   * @throws ProcessDied if there is no answer, because the worker has ended
   */
  Answer answer(HostedWorker worker, String path, byte[] body, boolean json) throws ProcessDied {
    Optional<PrpcMethod> method = PrpcMethod.ofPath(path);
    if (method.isEmpty()) {
      return Answer.error(404, NOT_FOUND, json);
    }
    if (json && body.length > 0) {
      return Answer.error(400, "DecodeError(a JSON body is not simulated)", true);
    }
    int life = worker.life();
    try {
      if (worker.illness() instanceof Illness.Busy && !method.get().whileExecuting()) {
        throw new AppError(HostedWorker.RCU_IN_PROGRESS);
      }
      Message answer = call(worker, method.get(), body);
      worker.requireAlive(life);
      return Answer.ok(answer, json);
    } catch (BadRequest error) {
      return Answer.error(400, String.valueOf(error.getMessage()), json);
    } catch (AppError error) {
      worker.requireAlive(life);
      return Answer.error(500, String.valueOf(error.getMessage()), json);
    }
  }

  private Message call(HostedWorker worker, PrpcMethod method, byte[] body)
      throws AppError, BadRequest {
    return switch (method) {
      case GET_INFO -> worker.read(RuntimeInfo::info);
      case SYNC_HEADER -> {
        Relaychain request = decoded.get(Relaychain.class, method, body, requests::syncHeader);
        yield syncedTo(
            worker.call(
                enclave ->
                    enclave.syncHeader(
                        request.headers(), request.change(), worker::refusesJustification)));
      }
      case SYNC_PARA_HEADER -> {
        Parachain request = decoded.get(Parachain.class, method, body, requests::syncParaHeader);
        yield syncedTo(
            worker.call(enclave -> enclave.syncParaHeader(request.headers(), request.proof())));
      }
      case SYNC_COMBINED_HEADERS -> syncCombinedHeaders(worker, body);
      case DISPATCH_BLOCKS -> {
        Blocksequence request =
            decoded.get(Blocksequence.class, method, body, requests::dispatchBlocks);
        yield syncedTo(worker.dispatchBlocks(request.blocks()));
      }
      case INIT_RUNTIME -> {
        InitRequest request = decoded.get(InitRequest.class, method, body, requests::initRuntime);
        yield worker.call(
            enclave -> RuntimeInfo.runtimeInfo(enclave.identity(), enclave.initRuntime(request)));
      }
      case GET_RUNTIME_INFO -> runtimeInfo(worker, body);
      case GET_EGRESS_MESSAGES -> worker.read(RuntimeInfo::egressMessages);
      case LOAD_CHAIN_STATE -> {
        Loading request = decoded.get(Loading.class, method, body, requests::loadChainState);
        yield worker.call(
            enclave -> {
              enclave.loadChainState(request.block(), request.state());
              return Empty.getDefaultInstance();
            });
      }
      case LOAD_STORAGE_PROOF ->
          throw new AppError("Can not load storage proof when safe_mode_level < 2");
      case SIGN_ENDPOINT_INFO -> signEndpointInfo(worker, body);
      case TAKE_CHECKPOINT -> syncedTo(worker.takeCheckpoint());
      case STOP -> {
        worker.stop(Requests.parse(StopOptions.parser(), body).getRemoveCheckpoints());
        yield Empty.getDefaultInstance();
      }
    };
  }

  private Message syncCombinedHeaders(HostedWorker worker, byte[] body)
      throws AppError, BadRequest {
    Combined request =
        decoded.get(
            Combined.class, PrpcMethod.SYNC_COMBINED_HEADERS, body, requests::syncCombinedHeaders);
    var reached =
        worker.call(
            enclave ->
                enclave.syncCombinedHeaders(
                    request.relaychain().headers(),
                    request.relaychain().change(),
                    request.parachain().headers(),
                    request.parachain().proof(),
                    worker::refusesJustification));
    return HeadersSyncedTo.newBuilder()
        .setRelaychainSyncedTo((int) reached.relaychain())
        .setParachainSyncedTo((int) reached.parachain())
        .build();
  }

  private Message runtimeInfo(HostedWorker worker, byte[] body) throws AppError, BadRequest {
    GetRuntimeInfoRequest request = Requests.parse(GetRuntimeInfoRequest.parser(), body);
    boolean operatorGiven = request.hasEncodedOperator();
    Optional<Bytes> operator =
        operatorGiven
            ? Optional.of(Requests.scale(() -> Requests.account(request.getEncodedOperator())))
            : Optional.empty();
    long attestedAt =
        worker.attestedAtSecond(
            clock.instant().getEpochSecond(), request.getForceRefreshRa() || operatorGiven);
    return worker.read(
        enclave -> {
          if (operator.isPresent()) {
            enclave.setOperator(operator.get());
          }
          RuntimeState state = enclave.initialized();
          return RuntimeInfo.attested(
              enclave.identity(), state, Instant.ofEpochSecond(attestedAt), worker.canAttest());
        });
  }

  private static Message signEndpointInfo(HostedWorker worker, byte[] body)
      throws AppError, BadRequest {
    SignEndpointsRequest request = Requests.parse(SignEndpointsRequest.parser(), body);
    byte[] encoded = request.getEncodedEndpoints().toByteArray();
    List<String> endpoints =
        Requests.scale(
            () -> ScaleReader.decodeAll(encoded, reader -> reader.list(1, ScaleReader::string)));
    return worker.read(
        enclave ->
            RuntimeInfo.signedEndpoints(enclave.identity(), enclave.initialized(), endpoints));
  }

  private static Message syncedTo(long number) {
    return SyncedTo.newBuilder().setSyncedTo((int) number).build();
  }
}
