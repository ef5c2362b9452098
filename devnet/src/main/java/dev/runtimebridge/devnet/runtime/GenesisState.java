package dev.runtimebridge.devnet.runtime;

import dev.runtimebridge.devnet.runtime.call.ProxyType;
import dev.runtimebridge.devnet.runtime.pallet.AccountInfo;
import dev.runtimebridge.devnet.runtime.pallet.Balances;
import dev.runtimebridge.devnet.runtime.pallet.Computation;
import dev.runtimebridge.devnet.runtime.pallet.Proxies;
import dev.runtimebridge.devnet.runtime.pallet.StakePools;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.List;

/** What is there before the first block: money, two pools, and proxies of their owners. */
final class GenesisState {
  private static final long POOL_OF_ALICE = 1;
  private static final long POOL_OF_CHARLIE = 2;

  private GenesisState() {}

  static List<StorageEntry> of(RuntimeSettings rules) {
    var state = new Overlay(StateTrie.empty(StateVersion.V0));
    for (DevAccount each : DevAccount.values()) {
      Balances.ACCOUNTS.put(state, each.account(), new AccountInfo(0, rules.balance()));
    }
    Proxies.Definition ferdie = manager(DevAccount.FERDIE);
    Proxies.PROXIES.put(
        state, DevAccount.ALICE.account(), List.of(manager(DevAccount.BOB), ferdie));
    Proxies.PROXIES.put(state, DevAccount.CHARLIE.account(), List.of(ferdie));
    StakePools.put(state, POOL_OF_ALICE, DevAccount.ALICE.account(), rules.freeStake());
    StakePools.put(state, POOL_OF_CHARLIE, DevAccount.CHARLIE.account(), rules.freeStake());
    Computation.COOL_DOWN.put(state, rules.coolDownSeconds());
    return state.changes().stream()
        .map(change -> new StorageEntry(change.key(), change.value().orElseThrow()))
        .toList();
  }

  private static Proxies.Definition manager(DevAccount account) {
    return new Proxies.Definition(account.account(), ProxyType.STAKE_POOL_MANAGER, 0);
  }
}
