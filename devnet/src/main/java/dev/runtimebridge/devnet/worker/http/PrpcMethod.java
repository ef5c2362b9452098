package dev.runtimebridge.devnet.worker.http;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Methods of {@code PhactoryAPI} that the bridge uses, with the most bytes that a request may have.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/standalone/pruntime/src/api_server.rs">api_server.rs</a>
 */
enum PrpcMethod {
  GET_INFO("GetInfo", 1 << 10, true),
  SYNC_HEADER("SyncHeader", 100 << 20, false),
  SYNC_PARA_HEADER("SyncParaHeader", 100 << 20, false),
  SYNC_COMBINED_HEADERS("SyncCombinedHeaders", 100 << 20, false),
  DISPATCH_BLOCKS("DispatchBlocks", 100 << 20, false),
  // 10 MiB by default; the settings that pRuntime comes with say 100 MiB.
  INIT_RUNTIME("InitRuntime", 100 << 20, false),
  GET_RUNTIME_INFO("GetRuntimeInfo", 1 << 10, true),
  GET_EGRESS_MESSAGES("GetEgressMessages", 1 << 10, true),
  LOAD_CHAIN_STATE("LoadChainState", 500 << 20, false),
  LOAD_STORAGE_PROOF("LoadStorageProof", 10 << 20, false),
  SIGN_ENDPOINT_INFO("SignEndpointInfo", 32 << 10, true),
  TAKE_CHECKPOINT("TakeCheckpoint", 1 << 10, false),
  STOP("Stop", 1 << 10, true);

  /** Limit of a method that there is not. */
  static final int UNKNOWN_LIMIT = 1 << 20;

  private static final String SERVICE = "PhactoryAPI.";

  private static final Map<String, PrpcMethod> BY_PATH =
      Stream.of(values())
          .collect(Collectors.toMap(method -> SERVICE + method.name, Function.identity()));

  private final String name;
  private final int limit;
  private final boolean whileExecuting;

  PrpcMethod(String name, int limit, boolean whileExecuting) {
    this.name = name;
    this.limit = limit;
    this.whileExecuting = whileExecuting;
  }

  /** The method that {@code path}, such as {@code PhactoryAPI.GetInfo}, names. */
  static Optional<PrpcMethod> ofPath(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }

  /** Its name in the service. */
  String methodName() {
    return name;
  }

  /** The most bytes of a body. */
  int limit() {
    return limit;
  }

  /** Whether it is answered while a batch of blocks is executed. */
  boolean whileExecuting() {
    return whileExecuting;
  }
}
