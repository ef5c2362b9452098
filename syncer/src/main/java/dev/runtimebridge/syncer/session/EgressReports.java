package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells of the messages that a worker at the tip holds for the chain: at once when they are others
 * than before, and from time to time while they stay. For the session's thread only.
 */
final class EgressReports {
  /** As many as one worker may have under way, and some more. */
  private static final int MOST = 100;

  private final PRuntime worker;
  private final SessionReports reports;
  private final Duration againAfter;
  private List<SyncOffchainMessage> lastTold = List.of();
  private Instant toldAt = Instant.MIN;

  EgressReports(PRuntime worker, SessionReports reports, Duration againAfter) {
    this.worker = worker;
    this.reports = reports;
    this.againAfter = againAfter;
  }

  /** Asks for the messages if {@code facts} say that there are any. */
  void tell(RuntimeFacts facts) throws PRuntimeFailure, InterruptedException {
    if (facts.pendingMessages() == 0) {
      lastTold = List.of();
      return;
    }
    List<SyncOffchainMessage> messages = worker.egressMessages(MOST);
    boolean news = !messages.equals(lastTold);
    if (!messages.isEmpty() && (news || !reports.now().isBefore(toldAt.plus(againAfter)))) {
      reports.say(new Observation.EgressSeen(messages));
      lastTold = messages;
      toldAt = reports.now();
    }
  }
}
