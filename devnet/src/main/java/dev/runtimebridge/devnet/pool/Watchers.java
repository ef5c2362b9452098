package dev.runtimebridge.devnet.pool;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who is told of which transaction, until the last that there is to tell. */
final class Watchers {
  private final Map<Hash256, List<Consumer<TransactionStatus>>> byHash = new HashMap<>();

  void add(Hash256 transaction, Consumer<TransactionStatus> watcher) {
    byHash.computeIfAbsent(transaction, first -> new ArrayList<>()).add(watcher);
  }

  void tell(Hash256 transaction, TransactionStatus status) {
    List<Consumer<TransactionStatus>> told =
        status.isLast() ? byHash.remove(transaction) : byHash.get(transaction);
    if (told != null) {
      told.forEach(each -> each.accept(status));
    }
  }

  void forget(Hash256 transaction) {
    byHash.remove(transaction);
  }
}
