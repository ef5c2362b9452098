package dev.runtimebridge.devnet.node;

import dev.runtimebridge.devnet.pool.TransactionStatus;
import dev.runtimebridge.devnet.rpc.RpcSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What becomes of one transaction, until there is no more to tell. */
final class TransactionWatch implements RpcSubscription.Flow, Consumer<TransactionStatus> {
  private final Queue<TransactionStatus> untold = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  @Override
  public void accept(TransactionStatus status) {
    untold.add(status);
  }

  @Override
  public List<Object> next() {
    List<Object> told = new ArrayList<>();
    for (var status = untold.poll(); status != null; status = untold.poll()) {
      told.add(status.json());
      ended = ended || status.isLast();
    }
    return told;
  }

  @Override
  public boolean ended() {
    return ended;
  }
}
