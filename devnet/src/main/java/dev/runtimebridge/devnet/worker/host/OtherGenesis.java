package dev.runtimebridge.devnet.worker.host;

import dev.runtimebridge.devnet.worker.enclave.ParaState;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.nio.charset.StandardCharsets;

/** What a worker of some other chain knows right after it was initialised. */
final class OtherGenesis {
  private static final Hash256 HASH =
      Hashing.blake2b256("other genesis".getBytes(StandardCharsets.UTF_8));

  private OtherGenesis() {}

  static RuntimeState state() {
    var empty = new ParaState(StateTrie.empty(StateVersion.V0), true);
    return RuntimeState.initial(HASH, 1, empty);
  }
}
