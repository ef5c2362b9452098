package dev.runtimebridge.syncer.session;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.PRuntimeFailure;

/** Whether a worker was initialised for the chains of this log. */
final class ChainCheck {
  private ChainCheck() {}

  static void sameChain(String workersGenesis, Genesis ours) throws PRuntimeFailure {
    if (!isHash(workersGenesis, ours.genesisBlockHash())) {
      throw new PRuntimeFailure(
          FailureKind.WRONG_CHAIN,
          ("the worker was initialised for genesis block \"%s\", but this bridge carries %s from block %s;"
                  + " give it a pRuntime whose data is empty, or the endpoint of another")
              .formatted(workersGenesis, ours.chains(), ours.genesisBlockHash()));
    }
  }

  private static boolean isHash(String text, Hash256 hash) {
    String plain = text.startsWith("0x") ? text : "0x" + text;
    return plain.equalsIgnoreCase(hash.toString());
  }
}
