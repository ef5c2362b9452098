package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.Observation;
import dev.runtimebridge.syncer.domain.Reach;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import dev.runtimebridge.syncer.domain.Stage;
import dev.runtimebridge.syncer.domain.Step;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.LogUnavailable;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one worker, one request after another, until its thread is interrupted. It decides nothing
 * that must survive; after any error it reads {@code GetInfo} and goes on from there.
 */
final class Session implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private static final Duration ERRAND_CHECK = Duration.ofMillis(500);

  private final PRuntime worker;
  private final ChainLog log;
  private final SyncRequests requests;
  private final SessionSettings settings;
  private final SessionReports reports;
  private final RefusedEnds refusedEnds = new RefusedEnds();
  private final Errands errands;
  private final EgressReports egress;
  private Stage stage = Stage.STARTING;

  Session(
      PRuntime worker,
      ChainLog log,
      SyncRequests requests,
      SessionSettings settings,
      SessionReports reports,
      Supplier<Optional<Errand>> errand) {
    this.worker = worker;
    this.log = log;
    this.requests = requests;
    this.settings = settings;
    this.reports = reports;
    this.errands = new Errands(worker, reports, errand, settings.errandAgain());
    this.egress = new EgressReports(worker, reports, settings.egressAgain());
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        attempt();
      }
    } catch (InterruptedException e) {
      LOG.debug("Session ended: worker={}", reports.worker());
    }
  }

  private void attempt() throws InterruptedException {
    try {
      reports.open();
      drive();
    } catch (PRuntimeFailure e) {
      failed(e.kind(), e.getMessage(), e);
    } catch (LogUnavailable e) {
      failed(FailureKind.LOG_UNAVAILABLE, e.getMessage(), e);
    } catch (RuntimeException e) {
      LOG.error("Session met an error of this program: worker={}", reports.worker(), e);
      failed(FailureKind.INTERNAL, "an error of this program: " + e, e);
    }
  }

  private void failed(FailureKind kind, @Nullable String message, Exception e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("told to end while a request failed");
    }
    LOG.debug("Request failed: worker={} kind={}", reports.worker(), kind, e);
    var policy = kind == FailureKind.BUSY ? settings.busy() : settings.retry();
    reports.failedAndWait(stage, kind, message == null ? e.toString() : message, policy);
  }

  private void drive() throws PRuntimeFailure, InterruptedException {
    RuntimeFacts facts = read();
    Genesis genesis = log.genesis();
    if (!facts.initialized()) {
      stage = Stage.INITIALIZING;
      var initialized = worker.initRuntime(requests.init());
      reports.succeeded();
      reports.say(
          new Observation.RuntimeInitialized(
              initialized.publicKey(), initialized.genesisBlockHash()));
      facts = read();
    }
    ChainCheck.sameChain(facts.genesisBlockHash(), genesis);
    if (settings.fastSync() && facts.canLoadChainState() && loadChainState()) {
      facts = read();
    }
    sync(facts);
  }

  private RuntimeFacts read() throws PRuntimeFailure, InterruptedException {
    RuntimeFacts facts = worker.getInfo();
    reports.seen(facts);
    return facts;
  }

  private boolean loadChainState() throws PRuntimeFailure, InterruptedException {
    Optional<SyncRequests.StateRequest> state =
        requests.chainState().filter(newest -> newest.blockNumber() > 0);
    if (state.isEmpty()) {
      return false;
    }
    long block = state.get().blockNumber();
    stage = Stage.LOADING_STATE;
    reports.say(new Observation.ChainStateLoading(block));
    try {
      worker.loadChainState(state.get().request());
    } catch (PRuntimeFailure e) {
      if (e.kind() != FailureKind.REFUSED) {
        throw e;
      }
      LOG.info(
          "Worker takes no state and gets all blocks: worker={} blockNumber={} error={}",
          reports.worker(),
          block,
          e.getMessage());
      return true;
    }
    reports.succeeded();
    reports.say(new Observation.ChainStateLoaded(block));
    return true;
  }

  private void sync(RuntimeFacts facts) throws PRuntimeFailure, InterruptedException {
    Heights at = facts.heights();
    boolean waiting = facts.waitingForParaheaders();
    while (true) {
      errands.run();
      Reach reach = log.reach();
      Step step = settings.plan().next(at, waiting, requests.view(reach), refusedEnds.numbers());
      if (!(step instanceof Step.AwaitLog)) {
        stage = Stage.SYNCING;
        reports.advancing(at, reach);
      }
      switch (step) {
        case Step.SyncHeaders headers -> {
          var next = syncHeaders(headers);
          at =
              at.withHeaders(
                  next.nextRelayHeader(),
                  headers.hasParaHeaders() ? next.nextParaHeader() : at.nextParaHeader());
          waiting = !headers.hasParaHeaders();
        }
        case Step.SyncParaHeaders headers -> {
          at =
              at.withHeaders(
                  at.nextRelayHeader(), worker.syncParaHeader(requests.paraHeaders(headers)));
          waiting = false;
        }
        case Step.DispatchBlocks blocks ->
            at = at.withParaBlock(worker.dispatchBlocks(requests.blocks(blocks)));
        case Step.AwaitLog await -> {
          if (!hasNewsInstead(reach)) {
            RuntimeFacts now = rest(reach);
            at = now.heights();
            waiting = now.waitingForParaheaders();
          }
        }
      }
      reports.succeeded();
    }
  }

  private PRuntime.NextHeaders syncHeaders(Step.SyncHeaders step)
      throws PRuntimeFailure, InterruptedException {
    try {
      return worker.syncCombinedHeaders(requests.headers(step));
    } catch (PRuntimeFailure e) {
      refusedEnds.learn(step.to(), e);
      throw e;
    }
  }

  /** The worker has what the log has: tell so, then wait for the log. */
  private RuntimeFacts rest(Reach reach) throws PRuntimeFailure, InterruptedException {
    RuntimeFacts facts = worker.getInfo();
    if (facts.heights().wentBackFrom(reports.lastTold())) {
      reports.seen(facts);
    } else {
      stage = Stage.AT_TIP;
      reports.resting(facts, reach);
      egress.tell(facts);
      awaitNews(reach, settings.idleCheck());
    }
    return facts;
  }

  /** Waits for the log, but not past the moment at which there is an errand. */
  private Reach awaitNews(Reach seen, Duration atMost) throws InterruptedException {
    Reach now = seen;
    for (Duration left = atMost;
        now.equals(seen) && left.isPositive() && !errands.waiting();
        left = left.minus(ERRAND_CHECK)) {
      now = log.awaitNews(seen, left.compareTo(ERRAND_CHECK) < 0 ? left : ERRAND_CHECK);
    }
    return now;
  }

  /** Whether the log went on before it was time to tell again that nothing is left. */
  private boolean hasNewsInstead(Reach reach) throws InterruptedException {
    return reports.mustWaitBeforeRest()
        && !awaitNews(reach, reports.untilNextReport()).equals(reach);
  }
}
