package dev.runtimebridge.dispatcher.topology;

import dev.runtimebridge.dispatch.domain.Balance;
import dev.runtimebridge.dispatch.domain.RoundEvent;
import dev.runtimebridge.dispatch.domain.RoundEvent.Share;
import dev.runtimebridge.dispatch.domain.RoundState;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Balances of workers and pools, changed by the events of rounds and by nothing else. */
final class BalanceBook {
  private final KeyValueStore<String, DispatchBalance> store;

  BalanceBook(KeyValueStore<String, DispatchBalance> store) {
    this.store = store;
  }

  /** Enters an event of a round that was in this state before it; gives what has changed. */
  List<DispatchBalance> apply(long round, RoundState before, RoundEvent event) {
    Map<String, DispatchBalance> changed = new LinkedHashMap<>();
    switch (event) {
      case RoundEvent.RoundSettled settled -> {
        for (Share share : settled.shares()) {
          change(changed, round, share, balance -> balance.settled(share));
        }
      }
      case RoundEvent.RewardsReleased _ when before instanceof RoundState.Settled(var settled) -> {
        for (Share share : settled.shares()) {
          change(changed, round, share, balance -> balance.released(share));
        }
      }
      case RoundEvent.RewardsReleased _ ->
          throw new IllegalStateException("round " + round + " is released but was " + before);
      case RoundEvent.RoundOpened _, RoundEvent.TaskEnded _ -> {
        // Nothing is earned yet.
      }
    }
    changed.forEach(store::put);
    return List.copyOf(changed.values());
  }

  private void change(
      Map<String, DispatchBalance> changed,
      long round,
      Share share,
      UnaryOperator<Balance> change) {
    for (String id : List.of(share.worker(), RoundCodec.pool(share.pool()))) {
      @Nullable DispatchBalance now = changed.containsKey(id) ? changed.get(id) : store.get(id);
      Balance after = change.apply(now == null ? Balance.NONE : RoundCodec.read(now));
      changed.put(id, RoundCodec.write(id, round, after));
    }
  }
}
