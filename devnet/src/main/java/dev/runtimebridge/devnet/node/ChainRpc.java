package dev.runtimebridge.devnet.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcParams;
import dev.runtimebridge.substrate.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Methods of {@code chain_}. */
final class ChainRpc {
  private final NodeView view;
  private final BiFunction<Block, NodeView, Optional<Object>> justifications;

  private ChainRpc(NodeView view, BiFunction<Block, NodeView, Optional<Object>> justifications) {
    this.view = view;
    this.justifications = justifications;
  }

  /**
   * Adds the methods.
   *
   * @param justifications what stands beside a block, if anything does
   */
  static void addTo(
      RpcModule.Builder methods,
      NodeView view,
      BiFunction<Block, NodeView, Optional<Object>> justifications) {
    var chain = new ChainRpc(view, justifications);
    methods.method("chain_getHeader", chain::header).method("chain_getBlock", chain::block);
    for (String name : List.of("chain_getBlockHash", "chain_getHead")) {
      methods.method(name, chain::blockHash);
    }
    for (String name : List.of("chain_getFinalizedHead", "chain_getFinalisedHead")) {
      methods.method(name, params -> view.finalized().hash().toString());
    }
    for (String name : List.of("chain_subscribeNewHeads", "chain_subscribeNewHead")) {
      methods.subscription(
          name,
          name.replace("chain_s", "chain_uns"),
          "chain_newHead",
          params -> new Heads(view, view::best));
    }
    methods
        .subscription(
            "chain_subscribeAllHeads",
            "chain_unsubscribeAllHeads",
            "chain_allHead",
            params -> new Heads(view, view::best))
        .subscription(
            "chain_subscribeFinalizedHeads",
            "chain_unsubscribeFinalizedHeads",
            "chain_finalizedHead",
            params -> new Heads(view, view::finalized));
  }

  private @Nullable Object header(RpcParams params) throws RpcException {
    return view.find(params.hash(0)).map(block -> view.headerJson(block.header())).orElse(null);
  }

  private @Nullable Object block(RpcParams params) throws RpcException {
    Optional<Block> found = view.find(params.hash(0)).filter(each -> !view.forgot(each.number()));
    if (found.isEmpty()) {
      return null;
    }
    Block block = found.get();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("header", view.headerJson(block.header()));
    body.put("extrinsics", block.extrinsics().stream().map(Bytes::hex).toList());
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("block", body);
    answer.put("justifications", justifications.apply(block, view).orElse(null));
    return answer;
  }

  private @Nullable Object blockHash(RpcParams params) throws RpcException {
    if (!params.has(0)) {
      return view.best().hash().toString();
    }
    if (!params.node(0).isArray()) {
      return hash(params.node(0));
    }
    List<@Nullable String> hashes = new ArrayList<>();
    for (JsonNode number : params.array(0)) {
      hashes.add(hash(number));
    }
    return hashes;
  }

  private @Nullable String hash(JsonNode number) throws RpcException {
    return view.block(RpcParams.number(number)).map(block -> block.hash().toString()).orElse(null);
  }
}
