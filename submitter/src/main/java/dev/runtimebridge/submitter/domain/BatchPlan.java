package dev.runtimebridge.submitter.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which requests of an account go into transactions now. */
public final class BatchPlan {
  private BatchPlan() {}

  /**
   * Requests that share a transaction, in the order of its calls.
   *
   * @param requests never empty
   */
  public record Batch(Group group, List<QueuedRequest> requests) {
    /** Copies the list. */
    public Batch {
      requests = List.copyOf(requests);
    }
  }

  /**
   * The transactions that are due, at most {@code room}; each takes requests of one group in their
   * order, and the one whose first request came first goes first.
   *
   * <p>Requests whose transaction died are due at once, in batches half as large after each death,
   * so that one call that keeps others out ends up alone.
   */
  public static List<Batch> due(
      List<QueuedRequest> queue, int room, BatchLimits limits, Instant now) {
    var open = new LinkedHashMap<Group, List<QueuedRequest>>();
    var full = new ArrayList<Batch>();
    for (QueuedRequest request : queue) {
      if (full.size() >= room) {
        break;
      }
      Group group = request.request().group();
      List<QueuedRequest> batch = open.computeIfAbsent(group, _ -> new ArrayList<>());
      if (!fits(batch, request, limits)) {
        full.add(new Batch(group, batch));
        batch = new ArrayList<>();
        // Out and in again, so that the batches stay in the order of their first requests.
        open.remove(group);
        open.put(group, batch);
      }
      batch.add(request);
    }
    var due = new ArrayList<>(full);
    for (Map.Entry<Group, List<QueuedRequest>> entry : open.entrySet()) {
      List<QueuedRequest> batch = entry.getValue();
      if (isFull(batch, limits) || waited(batch, limits, now)) {
        due.add(new Batch(entry.getKey(), batch));
      }
    }
    due.sort((a, b) -> Long.compare(first(a), first(b)));
    return List.copyOf(due.subList(0, Math.clamp(due.size(), 0, Math.max(0, room))));
  }

  /** When the next batch is due at the latest; empty if nothing is queued. */
  public static Optional<Instant> nextDue(List<QueuedRequest> queue, BatchLimits limits) {
    return queue.stream()
        .map(request -> request.request().arrived().plus(limits.window()))
        .min(Instant::compareTo);
  }

  private static long first(Batch batch) {
    return batch.requests().getFirst().request().offset();
  }

  private static boolean fits(
      List<QueuedRequest> batch, QueuedRequest request, BatchLimits limits) {
    if (batch.isEmpty()) {
      return true;
    }
    long bytes = bytes(batch) + request.request().size();
    int most = Math.min(most(batch, limits), most(List.of(request), limits));
    return batch.size() < most && bytes <= limits.maxBytes();
  }

  private static boolean isFull(List<QueuedRequest> batch, BatchLimits limits) {
    return !batch.isEmpty()
        && (batch.size() >= most(batch, limits) || bytes(batch) >= limits.maxBytes());
  }

  private static boolean waited(List<QueuedRequest> batch, BatchLimits limits, Instant now) {
    return batch.stream()
        .anyMatch(
            request ->
                request.lastDead().isPresent()
                    || !now.isBefore(request.request().arrived().plus(limits.window())));
  }

  private static int most(List<QueuedRequest> batch, BatchLimits limits) {
    int deaths = batch.stream().mapToInt(QueuedRequest::deaths).max().orElse(0);
    return Math.max(1, limits.maxCalls() >> Math.min(deaths, 30));
  }

  private static long bytes(List<QueuedRequest> batch) {
    return batch.stream().mapToLong(request -> request.request().size()).sum();
  }
}
