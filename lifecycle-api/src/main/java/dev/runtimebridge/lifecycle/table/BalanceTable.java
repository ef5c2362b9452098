package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.schemas.v1.DispatchBalance;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What workers and pools have earned in rounds. One thread writes, many read. */
public final class BalanceTable {
  private final Map<String, DispatchBalance> byId = new ConcurrentHashMap<>();

  void put(DispatchBalance balance) {
    byId.put(balance.getAggregateId(), balance);
  }

  /** Forgets a balance that was erased from the log. */
  public void remove(String aggregateId) {
    byId.remove(aggregateId);
  }

  /** The balance of a worker or pool that has one. */
  public Optional<DispatchBalance> get(String aggregateId) {
    return Optional.ofNullable(byId.get(aggregateId));
  }

  /** All, in no order. */
  public Collection<DispatchBalance> all() {
    return Collections.unmodifiableCollection(byId.values());
  }
}
