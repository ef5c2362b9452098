package dev.runtimebridge.solo.replay;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.lifecycle.ctl.LogWords;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.syncer.topology.ReplayedAggregate;
import dev.runtimebridge.syncer.topology.UnreadableRecord;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Workers and pools as they were, from their events alone. */
final class AsItWas {
  private static final String WORKER = "worker/";
  private static final String POOL = "pool/";
  private static final int SHOWN_EVENTS = 10;

  private final ReadLog log;
  private final Scan scan;
  private final Until until;
  private final Map<String, Story> stories = new ConcurrentHashMap<>();

  /** What has happened to one of them so far; used by the thread that reads its partition. */
  private static final class Story {
    private final Deque<WorkerEventRecord> newestFirst = new ArrayDeque<>();
    private ReplayedAggregate state;
    private boolean over;

    private Story(String key) {
      state = ReplayedAggregate.unseen(key);
    }

    private void take(WorkerEventRecord event) {
      state = state.after(event);
      newestFirst.addFirst(event);
      if (newestFirst.size() > SHOWN_EVENTS) {
        newestFirst.removeLast();
      }
    }
  }

  AsItWas(ReadLog log, int threads, Until until) {
    this.log = log;
    this.scan = new Scan(log, threads);
    this.until = until;
  }

  /**
   * Prints one worker, one pool, or all there are.
   *
   * @param worker name or id
   * @param pid number of a pool
   * @return whether there was anything to print
   */
  boolean print(PrintStream out, Optional<String> worker, Optional<Long> pid) {
    read();
    var words = new LogWords(out);
    if (worker.isPresent()) {
      return one(words, state -> isWorker(state, worker.get()), this::worker);
    }
    if (pid.isPresent()) {
      String key = POOL + pid.get();
      return one(words, state -> state.getAggregateId().equals(key), this::pool);
    }
    words.pools(states(state -> state.getAggregateId().startsWith(POOL)));
    out.println();
    words.workers(states(state -> state.getAggregateId().startsWith(WORKER)), moment());
    return !stories.isEmpty();
  }

  private void read() {
    Stretch events = log.whole(log.topics().workerEvents().name());
    var _ = scan.read(events.upTo(until), this::take);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      WorkerEventRecord event = WorkerEventRecord.parseFrom(record.value());
      String key = Newest.key(record);
      Story known = stories.get(key);
      if (isLater(event) || (known != null && known.over)) {
        if (known != null) {
          known.over = true;
        }
        return;
      }
      stories.computeIfAbsent(key, Story::new).take(event);
    } catch (InvalidProtocolBufferException | UnreadableRecord e) {
      throw new LogUnreadable(record, e);
    }
  }

  private boolean isLater(WorkerEventRecord event) {
    var time = event.getMeta().getTime();
    return until instanceof Until.At(Instant last)
        && Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).isAfter(last);
  }

  private Instant moment() {
    return until instanceof Until.At(Instant time)
        ? time
        : stories.values().stream()
            .map(story -> story.state.time())
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
  }

  private List<AggregateStateRecord> states(Predicate<AggregateStateRecord> wanted) {
    return stories.values().stream()
        .map(story -> story.state.record())
        .filter(wanted)
        .sorted(
            Comparator.comparing((AggregateStateRecord state) -> name(state))
                .thenComparing(AggregateStateRecord::getAggregateId))
        .toList();
  }

  private static String name(AggregateStateRecord state) {
    return state.getWorker().getConfig().getName();
  }

  private static boolean isWorker(AggregateStateRecord state, String wanted) {
    return state.getAggregateId().equals(wanted)
        || state.getAggregateId().equals(WORKER + wanted)
        || (state.hasWorker() && name(state).equals(wanted));
  }

  /** Prints it with its last events. */
  private boolean one(LogWords words, Predicate<AggregateStateRecord> wanted, Print print) {
    List<AggregateStateRecord> found = states(wanted);
    for (AggregateStateRecord state : found) {
      print.with(words, state);
      @Nullable Story story = stories.get(state.getAggregateId());
      if (story != null) {
        words.events(List.copyOf(story.newestFirst));
      }
    }
    return !found.isEmpty();
  }

  @FunctionalInterface
  private interface Print {
    void with(LogWords words, AggregateStateRecord state);
  }

  private void worker(LogWords words, AggregateStateRecord state) {
    words.worker(state, moment());
  }

  private void pool(LogWords words, AggregateStateRecord state) {
    words.pools(List.of(state));
  }
}
