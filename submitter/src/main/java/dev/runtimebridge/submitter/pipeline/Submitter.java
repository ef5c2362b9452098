package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.Backoff;
import dev.runtimebridge.submitter.pipeline.SubmitterState.Role;
import dev.runtimebridge.submitter.port.Clock;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.JournalException;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.submitter.port.RequestFeed;
import dev.runtimebridge.submitter.port.Signers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs, sends and follows transactions, on one thread.
 *
 * <p>Nothing ends it but {@link #close}: when nodes or the log fail it waits, says for what, and
 * goes on from what the journal says. When another submitter takes over it stands by.
 */
public final class Submitter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Submitter.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
  private static final Backoff NODE_RETRY =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

  private final SubmitterSettings settings;
  private final Journal journal;
  private final RequestFeed feed;
  private final Nodes nodes;
  private final Signers signers;
  private final ChainRuntime.Source runtimes;
  private final Clock clock;
  private final AtomicBoolean newHead = new AtomicBoolean(true);
  private final AtomicReference<SubmitterState> state =
      new AtomicReference<>(SubmitterState.BEGINNING);
  private @Nullable Thread thread;

  /** A submitter that does nothing until it is started; it closes the log and the nodes. */
  public Submitter(
      SubmitterSettings settings,
      Journal journal,
      RequestFeed feed,
      List<ParaNode> nodes,
      Signers signers,
      Clock clock) {
    this(settings, journal, feed, nodes, signers, MetadataRuntime::read, clock);
  }

  /**
   * The same for chains whose runtimes are known otherwise than by their metadata.
   *
   * @param runtimes makes them
   */
  public Submitter(
      SubmitterSettings settings,
      Journal journal,
      RequestFeed feed,
      List<ParaNode> nodes,
      Signers signers,
      ChainRuntime.Source runtimes,
      Clock clock) {
    this.settings = settings;
    this.journal = journal;
    this.feed = feed;
    this.nodes = new Nodes(nodes, settings.paraGenesis(), clock, () -> newHead.set(true));
    this.signers = signers;
    this.runtimes = runtimes;
    this.clock = clock;
  }

  /** Begins to work, on a thread of its own. */
  public void start() {
    start(Thread.ofPlatform().daemon());
  }

  /** The same on a thread that {@code work} makes. */
  public synchronized void start(Thread.Builder work) {
    thread = work.name("submitter").start(this::run);
  }

  /** What it does at present. */
  public SubmitterState state() {
    return state.get();
  }

  /** Whether its thread runs. */
  public synchronized boolean alive() {
    return thread != null && thread.isAlive();
  }

  private void run() {
    var trouble = new LogTrouble(clock);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          state.set(
              SubmitterState.waiting(Role.STANDBY, "the other submitter, which works, to end"));
          journal.awaitTurn();
          state.set(SubmitterState.waiting(Role.OPENING, "the journal to be read"));
          Rounds rounds = Rounds.begin(settings, journal, feed, nodes, runtimes, signers, clock);
          LOG.info("signing and sending");
          trouble.over();
          work(rounds);
        } catch (JournalException.Fenced e) {
          LOG.warn("another submitter took over, standing by: error={}", e.getMessage());
        } catch (JournalException | RuntimeException e) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          trouble.met(e);
          state.set(SubmitterState.waiting(Role.OPENING, trouble.waitingFor()));
          clock.pause(trouble.pause(clock.chance()));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("submitter ends");
    } finally {
      journal.close();
      feed.close();
    }
  }

  private void work(Rounds rounds) throws JournalException, InterruptedException {
    Instant looked = Instant.MIN;
    String said = "";
    int failures = 0;
    boolean moved = true;
    while (true) {
      Instant now = clock.instant();
      boolean look = newHead.getAndSet(false) || now.isAfter(looked.plus(LOOK_AGAIN));
      if (look) {
        looked = now;
      }
      Rounds.Result result = rounds.round(moved ? Duration.ZERO : POLL, look);
      moved = result.moved();
      Rounds.Load load = rounds.load();
      String waitingFor = result.waitingFor();
      state.set(
          new SubmitterState(
              Role.ACTIVE,
              waitingFor,
              load.queued(),
              load.live(),
              load.finalized(),
              load.withoutKey()));
      if (!waitingFor.equals(said)) {
        LOG.info("waiting: waitingFor={}", waitingFor.isEmpty() ? "nothing any more" : waitingFor);
        said = waitingFor;
      }
      if (waitingFor.isEmpty()) {
        failures = 0;
      } else {
        failures++;
        // What failed is looked at again, whether or not a node tells of a new head.
        newHead.set(true);
        moved = false;
        clock.pause(NODE_RETRY.after(failures, clock.chance()));
      }
    }
  }

  /** Stops; what was sent is followed up by the next submitter. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    running.interrupt();
    nodes.close();
    try {
      running.join(STOP_DEADLINE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
