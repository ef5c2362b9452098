package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.devnet.chain.Finality;
import dev.runtimebridge.devnet.chain.TwoChains;
import dev.runtimebridge.devnet.rpc.RpcModule;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** All that relay and parachain nodes answer. */
public final class NodeMethods {
  private NodeMethods() {}

  /**
   * The methods of a relay node.
   *
   * @param own the chains of the devnet
   * @param other the chains that a node on the wrong network follows; asked for only then
   */
  public static RpcModule relay(
      Supplier<TwoChains> own,
      Supplier<TwoChains> other,
      Network network,
      Supplier<Faults> faults) {
    NodeView view = view(own, other, TwoChains::relay, faults);
    Function<NodeView, Finality> finality =
        each -> (each.faults().wrongChain() ? other : own).get().finality();
    var methods = new RpcModule.Builder();
    ChainRpc.addTo(methods, view, (block, at) -> GrandpaRpc.beside(block, at, finality));
    GrandpaRpc.addTo(methods, view, finality);
    SystemRpc.addIdleAuthorTo(methods);
    return common(methods, view, network, Map.of());
  }

  /** The methods of a parachain node; see {@link #relay}. */
  public static RpcModule para(
      Supplier<TwoChains> own,
      Supplier<TwoChains> other,
      Network network,
      ParaPool pool,
      Supplier<Faults> faults) {
    NodeView view = view(own, other, TwoChains::para, faults);
    var methods = new RpcModule.Builder();
    ChainRpc.addTo(methods, view, (block, at) -> Optional.empty());
    PhalaRpc.addTo(methods, view);
    AuthorRpc.addTo(methods, view, pool);
    var payment = new PaymentRpc(view, pool.runtime());
    payment.addTo(methods);
    return common(methods, view, network, payment.runtimeCalls());
  }

  private static NodeView view(
      Supplier<TwoChains> own,
      Supplier<TwoChains> other,
      Function<TwoChains, DevChain> chain,
      Supplier<Faults> faults) {
    return new NodeView(() -> chain.apply(own.get()), () -> chain.apply(other.get()), faults);
  }

  private static RpcModule common(
      RpcModule.Builder methods,
      NodeView view,
      Network network,
      Map<String, RuntimeCall> runtimeCalls) {
    SystemRpc.addTo(methods, view, network);
    StateRpc.addTo(methods, view);
    RuntimeRpc.addTo(methods, view, network, runtimeCalls);
    RpcModule all = methods.build();
    return methods
        .method(
            "rpc_methods",
            params ->
                Map.of(
                    "methods",
                    all.names().stream()
                        .filter(name -> !view.faults().hiddenMethods().contains(name))
                        .toList()))
        .build();
  }
}
