package dev.runtimebridge.lifecycle.dispatch;

import com.google.protobuf.Timestamp;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.table.Aggregates;
import dev.runtimebridge.lifecycle.table.Round;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.CandidateView;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.DrawnWorker;
import dev.runtimebridge.schemas.v1.RoundSettlement;
import dev.runtimebridge.schemas.v1.RoundState;
import dev.runtimebridge.schemas.v1.RoundView;
import java.time.Instant;

/** Rounds as callers see them, with the names that workers have now. */
final class RoundViews {
  private final Tables tables;

  RoundViews(Tables tables) {
    this.tables = tables;
  }

  RoundView.Builder of(Round round) {
    var opened = round.begun().opened();
    var view =
        RoundView.newBuilder()
            .setRound(round.number())
            .setState(state(round))
            .setOpened(time(round.begun().time()))
            .setBlockNumber(opened.getBlockNumber())
            .setSeed(opened.getBlockHash())
            .setTasks(opened.getTasks())
            .setCandidateCount(round.begun().candidates())
            .setTotalWeight(round.begun().totalWeight())
            .setClosesAt(opened.getClosesAt())
            .setReleasedAt(round.releasedAt());
    round.tasks().forEach(task -> view.addDrawn(of(task)));
    round.settlement().ifPresent(settled -> view.setSettlement(of(settled)));
    return view;
  }

  CandidateView.Builder of(DispatchCandidate candidate) {
    return CandidateView.newBuilder()
        .setWorkerId(Aggregates.workerId(candidate.getWorkerId()).toString())
        .setWorkerName(name(candidate.getWorkerId()))
        .setPid(candidate.getPid())
        .setScore(candidate.getScore())
        .setStakePha(stake(candidate))
        .setWeight((int) Round.weight(candidate));
  }

  private DrawnWorker of(Round.Task task) {
    return DrawnWorker.newBuilder()
        .setWorkerId(Aggregates.workerId(task.worker().getWorkerId()).toString())
        .setWorkerName(name(task.worker().getWorkerId()))
        .setPid(task.worker().getPid())
        .setScore(task.worker().getScore())
        .setStakePha(stake(task.worker()))
        .setWeight((int) task.weight())
        .setOutcome(task.outcome())
        .setEndedAt(task.endedAt())
        .setPaidPha(PhaAmount.inPha(task.paid()))
        .setMissedPha(PhaAmount.inPha(task.missed()))
        .build();
  }

  private static RoundSettlement of(Round.Settled settled) {
    return RoundSettlement.newBuilder()
        .setBlockNumber(settled.event().getBlockNumber())
        .setMintedPha(PhaAmount.inPha(settled.event().getMinted()))
        .setTreasuryPha(PhaAmount.inPha(settled.event().getTreasury()))
        .setOnlinePha(PhaAmount.inPha(settled.online().toString()))
        .setComputingPha(PhaAmount.inPha(settled.computing().toString()))
        .setMissedPha(PhaAmount.inPha(settled.missed().toString()))
        .setReleasesAt(settled.event().getReleasesAt())
        .build();
  }

  private static RoundState state(Round round) {
    if (round.releasedAt() != 0) {
      return RoundState.ROUND_RELEASED;
    }
    return round.settlement().isPresent() ? RoundState.ROUND_SETTLED : RoundState.ROUND_OPEN;
  }

  private String name(String aggregateId) {
    return tables.worker(Aggregates.workerId(aggregateId)).map(Worker::name).orElse("");
  }

  private static String stake(DispatchCandidate candidate) {
    return Entrant.pha(new Stake(candidate.getStakeTenThousandths()));
  }

  private static Timestamp time(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
