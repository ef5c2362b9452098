package dev.runtimebridge.devnet.worker.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the bytes of bodies that are taken in at once: a request waits, its bytes still in the
 * sockets, until others are done. First come, first served. Safe for all threads.
 */
final class BodyBudget {
  private final long total;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long free;

  private record Waiting(long bytes, Runnable go, Grant grant) {}

  BodyBudget(long total) {
    this.total = total;
    this.free = total;
  }

  /** A share of the budget, waited for or given. */
  final class Grant {
    private final long bytes;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean given;

    private Grant(long bytes) {
      this.bytes = bytes;
    }

    /** Gives the share back; once only, however often it is called. */
    void close() {
      if (closed.compareAndSet(false, true)) {
        giveBack(this);
      }
    }
  }

  /** Asks for {@code bytes} and runs {@code go}, on whatever thread, when they are there. */
  Grant ask(long bytes, Runnable go) {
    Grant grant = new Grant(Math.min(bytes, total));
    synchronized (this) {
      if (!waiting.isEmpty() || free < grant.bytes) {
        waiting.add(new Waiting(grant.bytes, go, grant));
        return grant;
      }
      free -= grant.bytes;
      grant.given = true;
    }
    go.run();
    return grant;
  }

  private void giveBack(Grant grant) {
    Queue<Runnable> next = new ArrayDeque<>();
    synchronized (this) {
      if (grant.given) {
        free += grant.bytes;
      } else {
        waiting.removeIf(each -> each.grant() == grant);
      }
      while (!waiting.isEmpty() && waiting.element().bytes() <= free) {
        Waiting first = waiting.remove();
        free -= first.bytes();
        first.grant().given = true;
        next.add(first.go());
      }
    }
    next.forEach(Runnable::run);
  }
}
