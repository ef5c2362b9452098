package dev.runtimebridge.fetcher.pipeline;

import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.ChainStatus;
import dev.runtimebridge.fetcher.domain.ChainStatus.Side;
import dev.runtimebridge.fetcher.port.Clock;
import dev.runtimebridge.fetcher.port.StatusBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells how both chains stand whenever that changed, at most once a second, and now and then though
 * nothing changed: a standby takes silence for death. Only the active fetcher tells.
 */
final class StatusReport implements Runnable {
  private static final Duration PACE = Duration.ofSeconds(1);

  private final StatusBoard board;
  private final NodePool relay;
  private final NodePool para;
  private final Supplier<FetcherState> state;
  private final Duration heartbeat;
  private final Clock clock;
  private final Map<Side, ChainStatus> told = new EnumMap<>(Side.class);
  private Instant lastTold = Instant.MIN;

  /**
   * A report that says nothing yet.
   *
   * @param heartbeat something is told at least so often
   */
  StatusReport(
      StatusBoard board,
      NodePool relay,
      NodePool para,
      Supplier<FetcherState> state,
      Duration heartbeat,
      Clock clock) {
    this.board = board;
    this.relay = relay;
    this.para = para;
    this.state = state;
    this.heartbeat = heartbeat;
    this.clock = clock;
  }

  /** Reports until interrupted. */
  @Override
  public void run() {
    var pace = new Wakeup(clock);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        FetcherState now = state.get();
        if (now.role() == FetcherState.Role.ACTIVE) {
          report(now);
        }
        pace.await(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(FetcherState now) {
    Instant time = clock.instant();
    // A clock that was set back must not keep this silent until it is where it was.
    boolean due = lastTold.isBefore(time.minus(heartbeat)) || time.isBefore(lastTold);
    if (due) {
      told.clear();
      lastTold = time;
    }
    tell(status(Side.RELAY, relay, now, now.position().map(position -> position.relay())));
    tell(status(Side.PARA, para, now, now.position().map(position -> position.para().point())));
  }

  private static ChainStatus status(
      Side side, NodePool nodes, FetcherState now, Optional<ChainPoint> published) {
    return new ChainStatus(side, nodes.finalized(), published, nodes.status(), now.waitingFor());
  }

  private void tell(ChainStatus status) {
    if (!status.equals(told.put(status.chain(), status))) {
      board.tell(status);
    }
  }
}
