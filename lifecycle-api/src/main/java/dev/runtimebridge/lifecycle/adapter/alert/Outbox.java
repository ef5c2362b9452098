package dev.runtimebridge.lifecycle.adapter.alert;

import dev.runtimebridge.lifecycle.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one receiver is still to be told: of each alert only its newest state. Who puts never waits;
 * beyond the capacity the oldest goes, and the receiver is told how many went.
 */
final class Outbox {
  private final int capacity;
  private final Map<String, Alert> waiting = new LinkedHashMap<>();
  private boolean complete;
  private long dropped;

  /**
   * What is to be told now.
   *
   * @param alerts the oldest first
   * @param complete whether these are all that stand, so that any other is over
   * @param dropped how many the receiver will never be told
   */
  record Batch(List<Alert> alerts, boolean complete, long dropped) {
    Batch {
      alerts = List.copyOf(alerts);
    }
  }

  Outbox(int capacity) {
    this.capacity = capacity;
  }

  /** To be told after a start: all that stands, also if that is nothing. */
  synchronized void putAll(Collection<Alert> standing) {
    complete = true;
    standing.forEach(alert -> waiting.put(alert.id(), alert));
    cut();
    notifyAll();
  }

  synchronized void put(Alert alert) {
    waiting.put(alert.id(), alert);
    cut();
    notifyAll();
  }

  /** What waits, which stays here until it was delivered. */
  synchronized Batch batch() {
    return new Batch(new ArrayList<>(waiting.values()), complete, dropped);
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty() && !complete && dropped == 0;
  }

  /** Forgets what was told; what has changed meanwhile stays. */
  synchronized void delivered(Batch batch) {
    batch.alerts().forEach(alert -> waiting.remove(alert.id(), alert));
    dropped -= batch.dropped();
    if (batch.complete()) {
      complete = false;
    }
  }

  /** Waits until there is something, but no longer than {@code most}. */
  synchronized void await(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  private void cut() {
    Iterator<String> oldest = waiting.keySet().iterator();
    while (waiting.size() > capacity) {
      oldest.next();
      oldest.remove();
      dropped++;
    }
  }
}
