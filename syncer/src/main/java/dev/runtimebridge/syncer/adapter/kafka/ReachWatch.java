package dev.runtimebridge.syncer.adapter.kafka;

import dev.runtimebridge.syncer.domain.Reach;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** The newest reach, and a place to wait for another. For any number of threads. */
final class ReachWatch {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Reach reach = Reach.UNKNOWN;

  Reach get() {
    return reach;
  }

  void update(UnaryOperator<Reach> change) {
    lock.lock();
    try {
      Reach before = reach;
      reach = change.apply(before);
      if (!reach.equals(before)) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  Reach await(Reach seen, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (reach.equals(seen) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return reach;
    } finally {
      lock.unlock();
    }
  }
}
