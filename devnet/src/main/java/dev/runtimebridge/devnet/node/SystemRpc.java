package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Methods of {@code system_} and {@code author_}. */
final class SystemRpc {
  private static final int INVALID_TRANSACTION = 1010;

  private SystemRpc() {}

  static void addTo(RpcModule.Builder methods, NodeView view, Network network) {
    methods
        .method("system_name", params -> "Runtime Bridge devnet")
        .method("system_version", params -> "0.1.0")
        .method("system_chain", params -> network.chainName())
        .method("system_chainType", params -> "Development")
        .method("system_properties", params -> properties(network))
        .method("system_health", params -> health())
        .method("system_syncState", params -> syncState(view))
        .method("system_nodeRoles", params -> List.of("Full"))
        .method(
            "system_localPeerId", params -> "12D3KooWDevnetDevnetDevnetDevnetDevnetDevnetDevnetDe")
        .method("system_localListenAddresses", params -> List.of())
        .method("system_peers", params -> List.of());
  }

  /** Adds the methods of a node that takes no transactions. */
  static void addIdleAuthorTo(RpcModule.Builder methods) {
    methods
        .method("system_accountNextIndex", params -> 0)
        .method("author_pendingExtrinsics", params -> List.of())
        .method(
            "author_submitExtrinsic",
            params -> {
              throw noTransactions();
            })
        .subscription(
            "author_submitAndWatchExtrinsic",
            "author_unwatchExtrinsic",
            "author_extrinsicUpdate",
            params -> {
              throw noTransactions();
            });
  }

  private static RpcException noTransactions() {
    return new RpcException(
        INVALID_TRANSACTION,
        "Invalid Transaction",
        "this chain of the devnet takes no transactions");
  }

  private static Map<String, Object> properties(Network network) {
    return Map.of(
        "ss58Format", network.ss58Prefix(),
        "tokenDecimals", 12,
        "tokenSymbol", network.tokenSymbol());
  }

  private static Map<String, Object> health() {
    return Map.of("peers", 4, "isSyncing", false, "shouldHavePeers", true);
  }

  private static Map<String, Object> syncState(NodeView view) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("startingBlock", 0);
    state.put("currentBlock", view.best().number());
    state.put("highestBlock", view.chain().best().number());
    return state;
  }
}
