package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Advice;
import dev.runtimebridge.lifecycle.domain.Etag;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PublishedHeights;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.SyncHeights;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;

/** What callers see of pools and workers. */
final class Views {
  private Views() {}

  /** A pool with the number of its workers and who signs for it. */
  static PoolView of(Pool pool, int workers, PoolFigures figures, Addresses addresses) {
    return PoolView.newBuilder()
        .setConfig(pool.config())
        .setWorkerCount(workers)
        .setSequence(pool.sequence())
        .setOperator(pool.operator().map(it -> addresses.text(it.account())).orElse(""))
        .setProxied(pool.operator().map(it -> addresses.text(it.proxied())).orElse(""))
        .setEtag(Etag.of(pool))
        .setFreeStakePha(stakePha(figures.freeStake()))
        .addAllWorkers(figures.stages())
        .build();
  }

  /** A worker, how far it is behind what the log has, and what to do about its last failure. */
  static WorkerView of(Worker worker, PublishedHeights published, Addresses addresses) {
    WorkerState state = worker.state();
    SyncHeights heights = worker.state().getProgress().getFacts().getHeights();
    return WorkerView.newBuilder()
        .setId(worker.id().toString())
        .setState(worker.state())
        .setSequence(worker.sequence())
        .setStakePha(stakePha(worker.config().getStake()))
        .setRelayBehind(published.relayBehind(heights))
        .setParaBehind(published.paraBehind(heights))
        .setStakedPha(PhaAmount.inPha(state.getFacts().getStaked()))
        .setSession(addresses.text(LogBytes.read(state.getFacts().getSessionAccount())))
        .setAdvice(state.hasLastFailure() ? Advice.of(state.getLastFailure()) : "")
        .setEtag(Etag.of(worker))
        .setRewardsPha(stakePha(state.getFacts().getSession().getTotalReward()))
        .build();
  }

  /** A worker whose call to the chain does not go on, and what to do about that. */
  static WorkerView waiting(WorkerView worker, CallFailure reason) {
    return worker.toBuilder().setCallWaitsFor(reason).setAdvice(Advice.of(reason)).build();
  }

  private static String stakePha(String digits) {
    return digits.isEmpty() ? "" : PhaAmount.inPha(digits);
  }
}
