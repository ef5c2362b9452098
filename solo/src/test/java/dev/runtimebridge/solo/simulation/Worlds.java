package dev.runtimebridge.solo.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Puts together what takes part in a run. */
final class Worlds {
  private final Scheduler scheduler;
  private final Verdict verdict;
  private final Troubles troubles;
  private final Mutation mutation;
  private final int draw;
  private final ChainTime time;

  Worlds(Scheduler scheduler, Verdict verdict, Troubles troubles, Mutation mutation) {
    this.scheduler = scheduler;
    this.verdict = verdict;
    this.troubles = troubles;
    this.mutation = mutation;
    this.draw = scheduler.chance().nextInt(1000);
    this.time =
        new ChainTime(
            SharedChains.of(draw),
            scheduler,
            12 + scheduler.chance().nextInt(20),
            40 + scheduler.chance().nextInt(24));
  }

  /** Nodes of both chains, fetchers. */
  FetcherWorld fetcher() {
    return new FetcherWorld(
        scheduler,
        verdict,
        time,
        SharedChains.of(draw + 1),
        troubles,
        mutation != Mutation.PUBLISH_BEFORE_VERIFYING);
  }

  /** A parachain with forks, submitters, and somebody who asks for transactions. */
  World submitter() {
    var chain = new LightChain(scheduler);
    var topics = new TxTopics(chain, verdict);
    var source = new RequestSource(scheduler, topics);
    return submitter(chain, topics, source);
  }

  private SubmitterWorld submitter(LightChain chain, TxTopics topics, RequestSource source) {
    return new SubmitterWorld(
        scheduler,
        verdict,
        chain,
        new LightAuthor(scheduler, chain),
        topics,
        source::done,
        troubles,
        mutation == Mutation.SEND_BEFORE_JOURNALING);
  }

  /** Workers that are to follow the chains, syncers, a log that is always whole. */
  World syncer() {
    var chain = new LightChain(scheduler);
    PublishedChain log = new HonestLog(time);
    return syncer(
        log,
        new TxTopics(chain, verdict),
        new FactsFeed(chain, scheduler, () -> -1),
        block -> chain.genesis().state(),
        false);
  }

  private SyncerWorld syncer(
      PublishedChain log,
      TxTopics transactions,
      FactsFeed facts,
      LongFunction<LightState> stateAt,
      boolean toCompute) {
    var workers = new ArrayList<SimWorker>();
    for (int i = SyncerWorld.workers(scheduler); i > 0; i--) {
      workers.add(new SimWorker(i, log, stateAt));
    }
    var topics = new WorkerTopics(verdict);
    var shared =
        new SyncerWorld.Shared(
            verdict,
            log,
            time,
            topics,
            transactions,
            troubles,
            new SyncGroup(scheduler, topics.count() + 1),
            facts,
            SyncerInstance.rules(),
            workers,
            mutation);
    return new SyncerWorld(scheduler, shared, toCompute);
  }

  /**
   * All services on one log, workers that are to compute. Blocks are those of the devnet, the state
   * that calls change is the light chain's, told as far as the log has come.
   */
  World all() {
    FetcherWorld fetcher = fetcher();
    var chain = new LightChain(scheduler);
    var transactions = new TxTopics(chain, verdict);
    var facts = new FactsFeed(chain, scheduler, () -> told(fetcher.topics().para()));
    SyncerWorld syncer =
        syncer(
            new FetchedLog(fetcher.topics()),
            transactions,
            facts,
            block ->
                chain
                    .ancestor(chain.finalized(), Math.min(chain.finalized().number(), told(block)))
                    .state(),
            true);
    SubmitterWorld submitter =
        submitter(chain, transactions, RequestSource.none(scheduler, transactions));
    return World.of(
        scheduler, List.of(fetcher, syncer, submitter, new MessageCheck(chain, verdict)));
  }

  /** The light chain goes on when the devnet's has ended. */
  private long told(long para) {
    return para < time.lastPara() ? para : Long.MAX_VALUE;
  }
}
