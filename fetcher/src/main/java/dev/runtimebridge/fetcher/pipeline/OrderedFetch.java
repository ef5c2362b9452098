package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.port.LogException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;

/**
 * Fetches many things at once and hands them on in their order, keeping no more of them than a
 * number of bytes.
 *
 * @param parallel fetches at the same time
 * @param mostBytes of what is fetched and not handed on yet, unless a single one is larger
 * @param sizeOf bytes of one
 */
record OrderedFetch<T, R>(int parallel, long mostBytes, ToLongFunction<R> sizeOf) {
  private static final long LEAST_ESTIMATE = 4096;

  /** Fetches one; called on a thread of its own. */
  @FunctionalInterface
  interface Fetch<T, R> {
    R fetch(T item) throws NoNodeLeft, InterruptedException;
  }

  /** Takes the next in order; called on the thread that called {@link #run}. */
  @FunctionalInterface
  interface Sink<R> {
    void accept(R fetched) throws LogException;
  }

  /** Ends when all were handed on, or with the first failure; then nothing goes on behind it. */
  void run(List<T> items, Fetch<T, R> fetch, Sink<R> sink)
      throws NoNodeLeft, LogException, InterruptedException {
    Iterator<T> rest = items.iterator();
    Deque<Future<R>> running = new ArrayDeque<>();
    long largest = LEAST_ESTIMATE;
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      while (rest.hasNext() || !running.isEmpty()) {
        while (rest.hasNext() && hasRoom(running, largest)) {
          T item = rest.next();
          running.add(threads.submit(() -> fetch.fetch(item)));
        }
        R next = result(running.remove());
        largest = Math.max(largest, sizeOf.applyAsLong(next));
        sink.accept(next);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean hasRoom(Deque<Future<R>> running, long estimate) {
    if (running.isEmpty()) {
      return true;
    }
    long bytes = estimate;
    int unfinished = 0;
    for (Future<R> one : running) {
      if (one.state() == Future.State.SUCCESS) {
        bytes += sizeOf.applyAsLong(one.resultNow());
      } else {
        unfinished++;
        bytes += estimate;
      }
    }
    return unfinished < parallel && bytes <= mostBytes;
  }

  private static <R> R result(Future<R> future) throws NoNodeLeft, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case NoNodeLeft none -> throw none;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
