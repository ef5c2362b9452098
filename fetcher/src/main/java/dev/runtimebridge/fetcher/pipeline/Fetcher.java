package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.Backoff;
import dev.runtimebridge.fetcher.domain.ChainStatus.Side;
import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.domain.RelaySegment;
import dev.runtimebridge.fetcher.pipeline.FetcherState.Role;
import dev.runtimebridge.fetcher.port.ChainLog;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.Clock;
import dev.runtimebridge.fetcher.port.LogException;
import dev.runtimebridge.fetcher.port.StatusBoard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows both chains and writes what they finalized into the log.
 *
 * <p>Nothing ends it but {@link #close}: when nodes or the log fail it waits, says for what, and
 * goes on from where the log ends. When another fetcher takes over it stands by.
 */
public final class Fetcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
  private static final Duration POLL_AT_TIP = Duration.ofSeconds(6);
  private static final Duration WAIT_FOR_NODES = Duration.ofSeconds(2);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);
  private static final Backoff LOG_RETRY =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

  private final FetcherSettings settings;
  private final ChainLog log;
  private final NodePool relayNodes;
  private final NodePool paraNodes;
  private final RelaySource relay;
  private final Publisher publisher;
  private final StatusReport report;
  private final WaitNotice notice;
  private final Clock clock;
  private final Wakeup wakeup;
  private final AtomicReference<FetcherState> state = new AtomicReference<>(FetcherState.BEGINNING);
  private final List<Thread> threads = new ArrayList<>();
  private OptionalLong lastSnapshot = OptionalLong.empty();

  /** A fetcher that does nothing until it is started; it closes the log and the nodes. */
  public Fetcher(
      FetcherSettings settings,
      List<ChainNode> relay,
      List<ChainNode> para,
      ChainLog log,
      StatusBoard board,
      Clock clock) {
    this.settings = settings;
    this.log = log;
    this.clock = clock;
    this.wakeup = new Wakeup(clock);
    this.notice = new WaitNotice(clock);
    this.relayNodes = new NodePool(Side.RELAY, relay, clock, wakeup::signal);
    this.paraNodes = new NodePool(Side.PARA, para, clock, wakeup::signal);
    this.relay = new RelaySource(relayNodes, settings.maxBatchHeaders());
    this.publisher =
        new Publisher(
            log,
            new ParaSource(
                relayNodes,
                paraNodes,
                settings.parallelRequests(),
                settings.verifyStorageChanges()));
    this.report =
        new StatusReport(board, relayNodes, paraNodes, state::get, settings.heartbeat(), clock);
  }

  /** Begins to follow the chains, on threads of its own. */
  public void start() {
    start(Thread.ofPlatform().daemon());
  }

  /**
   * The same with another thread for the work; all else is on virtual threads.
   *
   * @param work makes that thread
   */
  public void start(Thread.Builder work) {
    relayNodes.start();
    paraNodes.start();
    threads.add(Thread.ofVirtual().name("chain.tip").start(report));
    threads.add(work.name("fetcher").start(this::run));
  }

  /** What it does at present. */
  public FetcherState state() {
    return state.get();
  }

  /** Whether its threads run. */
  public boolean alive() {
    return !threads.isEmpty() && threads.stream().allMatch(Thread::isAlive);
  }

  private void run() {
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          log.open();
          failures = 0;
          follow();
        } catch (LogException.Fenced e) {
          LOG.warn("another fetcher took over, standing by: error={}", e.getMessage());
          become(
              state -> state.as(Role.STANDBY, "the other fetcher, which publishes, to go silent"));
          failures = standBy(failures);
        } catch (LogException | RuntimeException e) {
          NodePool.stopIfInterrupted();
          failures++;
          waitForLog(e, failures);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("fetcher ends");
    } finally {
      log.close();
    }
  }

  private int standBy(int failures) throws InterruptedException {
    try {
      log.awaitSilence(settings.takeoverAfter());
      LOG.info("the other fetcher is silent, taking over");
      return 0;
    } catch (LogException e) {
      waitForLog(e, failures + 1);
      return failures + 1;
    }
  }

  private void waitForLog(Exception e, int failures) throws InterruptedException {
    String reason = "the log: " + e.getMessage();
    if (e instanceof LogException.Unreadable) {
      reason += "; repair the topic, or begin a new log with another bridge.topics.prefix";
    }
    if (e instanceof RuntimeException) {
      reason = "the end of an error: " + e;
      LOG.error("the fetcher met an error and begins anew: error={}", reason, e);
    } else if (failures == 1) {
      LOG.warn("the log cannot be used, trying again until it can: error={}", reason);
    }
    LOG.debug("failed: failures={}", failures, e);
    String waitingFor = reason;
    become(state -> state.as(Role.OPENING, waitingFor));
    wakeup.await(LOG_RETRY.after(failures, clock.chance()));
  }

  private void follow() throws LogException, InterruptedException {
    Optional<LogPosition> found = log.position();
    lastSnapshot = settings.snapshotEvery() > 0 ? log.lastSnapshot() : OptionalLong.empty();
    become(state -> state.as(Role.ACTIVE, "the nodes"));
    LogPosition position;
    if (found.isPresent()) {
      position = found.get();
      expect(position);
      resume(position);
    } else {
      position = begin();
      expect(position);
    }
    LOG.info("following the chains: relay={} para={}", position.relay(), position.para().point());
    while (true) {
      LogPosition reached = position;
      become(state -> new FetcherState(state.role(), state.waitingFor(), Optional.of(reached)));
      position = step(position);
    }
  }

  private void expect(LogPosition position) {
    relayNodes.expect(position.chains().relayGenesis());
    paraNodes.expect(position.chains().paraGenesis());
  }

  private void resume(LogPosition position) throws LogException, InterruptedException {
    while (true) {
      try {
        publisher.resume(position);
        noLongerWaiting();
        return;
      } catch (NoNodeLeft e) {
        waitForNodes(e);
      }
    }
  }

  private LogPosition begin() throws LogException, InterruptedException {
    while (true) {
      try {
        var source = new GenesisSource(relayNodes, paraNodes, settings.relayStart());
        LogPosition begun = publisher.publish(source.read());
        noLongerWaiting();
        return begun;
      } catch (NoNodeLeft e) {
        waitForNodes(e);
      }
    }
  }

  private LogPosition step(LogPosition position) throws LogException, InterruptedException {
    try {
      Optional<RelaySegment> next = relay.next(position);
      if (next.isPresent()) {
        LogPosition reached = publisher.publish(next.get(), position);
        noLongerWaiting();
        become(state -> state.at(reached));
        return reached;
      }
      noLongerWaiting();
      become(state -> state.waiting(""));
      snapshotIfDue(position);
      wakeup.await(POLL_AT_TIP);
    } catch (NoNodeLeft e) {
      waitForNodes(e);
    }
    return position;
  }

  private void snapshotIfDue(LogPosition position)
      throws LogException, NoNodeLeft, InterruptedException {
    long every = settings.snapshotEvery();
    long block = position.para().number();
    if (every > 0 && block / every > lastSnapshot.orElse(0) / every) {
      boolean published = publisher.publishSnapshot(position.para());
      lastSnapshot = OptionalLong.of(block);
      if (published) {
        LOG.info("snapshot of the parachain's state published: para={}", position.para().point());
      }
    }
  }

  private void waitForNodes(NoNodeLeft e) throws InterruptedException {
    String reason = String.valueOf(e.getMessage());
    notice
        .waiting(reason)
        .ifPresent(level -> LOG.atLevel(level).log("waiting for the nodes: reason={}", reason));
    become(state -> state.waiting(reason));
    wakeup.await(WAIT_FOR_NODES);
  }

  private void noLongerWaiting() {
    if (notice.over()) {
      LOG.info("no longer waiting for the nodes");
    }
  }

  private void become(UnaryOperator<FetcherState> change) {
    state.updateAndGet(change);
  }

  /** Stops following; what was begun in the log and not committed is dropped. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    relayNodes.close();
    paraNodes.close();
    for (Thread thread : threads) {
      try {
        thread.join(STOP_DEADLINE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
