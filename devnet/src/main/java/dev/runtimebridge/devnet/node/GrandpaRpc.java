package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.Finality;
import dev.runtimebridge.devnet.rpc.RpcException;
import dev.runtimebridge.devnet.rpc.RpcModule;
import dev.runtimebridge.devnet.rpc.RpcParams;
import dev.runtimebridge.devnet.rpc.RpcSubscription;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.Hex;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.header.EngineId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Methods of {@code grandpa_}, and the justifications that stand beside relay blocks. */
final class GrandpaRpc {
  private static final int PROVE_FINALITY_FAILED = 4;

  private final NodeView view;
  private final Function<NodeView, Finality> finality;

  private GrandpaRpc(NodeView view, Function<NodeView, Finality> finality) {
    this.view = view;
    this.finality = finality;
  }

  /**
   * Adds the methods.
   *
   * @param finality the votes on the chain that the node follows at present
   */
  static void addTo(
      RpcModule.Builder methods, NodeView view, Function<NodeView, Finality> finality) {
    var grandpa = new GrandpaRpc(view, finality);
    methods
        .method("grandpa_proveFinality", grandpa::proveFinality)
        .subscription(
            "grandpa_subscribeJustifications",
            "grandpa_unsubscribeJustifications",
            "grandpa_justifications",
            params -> grandpa.justificationsFlow());
  }

  /** Justifications as the JSON of a block has them: engine and bytes, both as lists of numbers. */
  static Optional<Object> beside(
      Block block, NodeView view, Function<NodeView, Finality> finality) {
    return finality
        .apply(view)
        .stored(block.number(), view.finalized().number())
        .map(
            justification ->
                List.of(
                    List.of(
                        numbers(EngineId.GRANDPA.bytes().toByteArray()),
                        numbers(bent(justification.encode(), view)))));
  }

  private @Nullable Object proveFinality(RpcParams params) throws RpcException {
    long block = params.number(0);
    long finalized = view.finalized().number();
    if (block < 0 || block > finalized) {
      throw new RpcException(PROVE_FINALITY_FAILED, "Block not yet finalized");
    }
    return finality
        .apply(view)
        .prove(block, finalized)
        .map(
            proof ->
                new FinalityProof(
                    proof.block(),
                    Bytes.of(bent(proof.justification().toByteArray(), view)),
                    proof.unknownHeaders()))
        .map(proof -> Hex.encode(proof.encode()))
        .orElse(null);
  }

  private RpcSubscription.Flow justificationsFlow() {
    long[] sent = {view.finalized().number()};
    return () -> {
      long finalized = view.finalized().number();
      if (finalized == sent[0]) {
        return List.of();
      }
      sent[0] = finalized;
      return finality.apply(view).stored(finalized, finalized).stream()
          .<Object>map(justification -> Hex.encode(bent(justification.encode(), view)))
          .toList();
    };
  }

  /** Names another round than was signed, so that every signature is wrong. */
  private static byte[] bent(byte[] justification, NodeView view) {
    if (view.faults().badJustification()) {
      justification[0]++;
    }
    return justification;
  }

  private static List<Integer> numbers(byte[] bytes) {
    List<Integer> numbers = new ArrayList<>(bytes.length);
    for (byte each : bytes) {
      numbers.add(each & 0xff);
    }
    return numbers;
  }
}
