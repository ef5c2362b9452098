package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ChainStatus.Side;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.fetcher.port.NodeException.Unverified;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageKeys;
import java.util.Optional;
import java.util.Set;

/** Whether a node serves the chain that it is configured for. */
final class NodeCheck {
  private final Side side;

  NodeCheck(Side side) {
    this.side = side;
  }

  /**
   * Asks the node what it is.
   *
   * @param genesis hash of block 0 of the chain in the log, if there is one already
   */
  void check(ChainNode node, Optional<Hash256> genesis, ChainPoint finalized) throws NodeException {
    Set<String> methods = node.methods();
    boolean parachain = node.storage(StorageKeys.PARACHAIN_ID, finalized.hash()).isPresent();
    switch (side) {
      case RELAY -> relay(node, methods, parachain);
      case PARA -> para(node, methods, parachain);
    }
    if (genesis.isPresent()) {
      sameGenesis(node, genesis.get());
    }
  }

  private static void relay(ChainNode node, Set<String> methods, boolean parachain)
      throws NodeException {
    if (parachain) {
      throw wrong(
          node,
          "is configured as a relay-chain node but serves parachain \"%s\"; are the relay and the"
              + " para endpoints swapped?",
          node.chainName());
    }
    if (!methods.isEmpty() && !methods.contains("grandpa_proveFinality")) {
      throw wrong(
          node,
          "is configured as a relay-chain node but chain \"%s\" has no grandpa_proveFinality; are"
              + " the relay and the para endpoints swapped?",
          node.chainName());
    }
  }

  private static void para(ChainNode node, Set<String> methods, boolean parachain)
      throws NodeException {
    if (!parachain) {
      throw wrong(
          node,
          "is configured as a parachain node but chain \"%s\" has no ParachainInfo.ParachainId; are"
              + " the relay and the para endpoints swapped?",
          node.chainName());
    }
    if (!methods.isEmpty()
        && !methods.contains("pha_getStorageChangesAt")
        && !methods.contains("pha_getStorageChanges")) {
      throw wrong(
          node,
          "serves parachain \"%s\" without pha_getStorageChanges; a node of Phala's own build is"
              + " needed",
          node.chainName());
    }
  }

  private static void sameGenesis(ChainNode node, Hash256 expected) throws NodeException {
    Hash256 genesis =
        node.blockHash(0)
            .orElseThrow(
                () ->
                    wrong(
                        node, "does not know the hash of its block 0; an archive node is needed"));
    if (!genesis.equals(expected)) {
      throw wrong(
          node,
          "serves a chain with genesis %s, but the log holds the chain with genesis %s; name"
              + " nodes of that chain, or begin a new log with another bridge.topics.prefix",
          genesis,
          expected);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static Unverified wrong(ChainNode node, String sentence, Object... values) {
    return new Unverified(node.endpoint() + " " + sentence.formatted(values));
  }
}
