package dev.runtimebridge.lifecycle.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.dispatch.domain.RewardRules;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.dispatch.domain.RoundDecider;
import dev.runtimebridge.dispatch.domain.RoundDecision;
import dev.runtimebridge.dispatch.domain.RoundEvent;
import dev.runtimebridge.dispatch.domain.RoundInput;
import dev.runtimebridge.dispatch.domain.RoundRules;
import dev.runtimebridge.dispatch.domain.RoundState;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchShare;
import dev.runtimebridge.schemas.v1.DispatchTaskOutcome;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.ArrayList;
import java.util.List;

/** Rounds as the dispatcher writes them, of the testnet's rules, with a window of 100 blocks. */
public final class SampleRounds {
  private static final RoundRules RULES = new RoundRules(RewardRules.VENDETTA, 100, 1_000);
  private static final int ROUND_SECONDS = 3_600;

  private final long round;
  private final RoundDecider decider;
  private final List<DispatchEventRecord> events = new ArrayList<>();
  private RoundState state = new RoundState.Unopened();

  /** A round of these candidates, opened. */
  public SampleRounds(long round, List<RoundCandidate> online) {
    this.round = round;
    this.decider = new RoundDecider(RULES, round);
    decide(new RoundInput.FirstBlock(round, round * 600, new Seed(round, 2, 3, 4), online));
  }

  /** A candidate by the name of its worker. */
  public static RoundCandidate candidate(String name, long pid, long score, long coins) {
    return new RoundCandidate(
        WorkerId.ofName(name).aggregateId(), pid, score, Stake.ofCoins(coins));
  }

  /** The first of those drawn computes, the second fails. */
  public SampleRounds reported() {
    List<String> drawn = events.getFirst().getOpened().getDrawnList();
    decide(new RoundInput.TaskReported(drawn.get(0), true, round * 600 + 3));
    decide(new RoundInput.TaskReported(drawn.get(1), false, round * 600 + 4));
    return this;
  }

  /** Time goes on by so many blocks from the round's first. */
  public SampleRounds after(int blocks) {
    decide(new RoundInput.BlockReached(round * 600 + blocks));
    return this;
  }

  /** All that happened so far, in order. */
  public List<DispatchEventRecord> events() {
    return List.copyOf(events);
  }

  /** A worker that computes on the chain. */
  public static AggregateStateRecord computing(String name, long pid, int score, long coins) {
    WorkerState.Builder state = WorkerState.newBuilder().setStage(WorkerStage.COMPUTING);
    state
        .getConfigBuilder()
        .setName(name)
        .setPid(pid)
        .setEndpoint("http://%s.example:8000".formatted(name))
        .setEnabled(true)
        .setStake(coins + "000000000000");
    state
        .getFactsBuilder()
        .setPublicKey(ByteString.copyFromUtf8(name))
        .setStaked(coins + "000000000000")
        .getRegistrationBuilder()
        .setInitialScore(score);
    return AggregateStateRecord.newBuilder()
        .setAggregateId(WorkerId.ofName(name).aggregateId())
        .setSequence(1)
        .setWorker(state)
        .build();
  }

  /** What a worker or pool has earned, in smallest units. */
  public static DispatchBalance balance(String aggregateId, long round, String available) {
    return DispatchBalance.newBuilder()
        .setAggregateId(aggregateId)
        .setFrozen("1500000000000")
        .setAvailable(available)
        .setMissed("0")
        .setRound(round)
        .build();
  }

  private void decide(RoundInput input) {
    if (decider.decide(state, input) instanceof RoundDecision.Accepted(List<RoundEvent> decided)) {
      for (RoundEvent event : decided) {
        state = RoundState.evolve(state, event);
        events.add(record(event));
      }
    }
  }

  private DispatchEventRecord record(RoundEvent event) {
    var record = DispatchEventRecord.newBuilder().setRound(round);
    record
        .getMetaBuilder()
        .setId("%d-%d".formatted(round, events.size()))
        .setSequence(events.size() + 1L)
        .setTime(Timestamp.newBuilder().setSeconds(1_700_000_000 + round * ROUND_SECONDS));
    switch (event) {
      case RoundEvent.RoundOpened opened -> {
        var to = record.getOpenedBuilder();
        to.setBlockNumber((int) opened.block())
            .setBlockHash(ByteString.copyFrom(opened.seed().toBytes()))
            .setTasks(opened.tasks())
            .addAllDrawn(opened.drawn())
            .setClosesAt((int) opened.closesAt());
        for (RoundCandidate each : opened.candidates()) {
          to.addCandidates(
              DispatchCandidate.newBuilder()
                  .setWorkerId(each.worker())
                  .setPid(each.pool())
                  .setScore((int) each.score())
                  .setStakeTenThousandths(each.stake().tenThousandths()));
        }
      }
      case RoundEvent.TaskEnded ended ->
          record
              .getTaskEndedBuilder()
              .setWorkerId(ended.worker())
              .setBlockNumber((int) ended.block())
              .setOutcome(DispatchTaskOutcome.valueOf("TASK_" + ended.outcome()));
      case RoundEvent.RoundSettled settled -> {
        var to = record.getSettledBuilder();
        to.setBlockNumber((int) settled.block())
            .setMinted(settled.minted().toString())
            .setTreasury(settled.treasury().toString())
            .setReleasesAt((int) settled.releasesAt());
        for (RoundEvent.Share share : settled.shares()) {
          to.addShares(
              DispatchShare.newBuilder()
                  .setWorkerId(share.worker())
                  .setPid(share.pool())
                  .setOnline(share.online().toString())
                  .setComputing(share.computing().toString())
                  .setMissed(share.missed().toString()));
        }
      }
      case RoundEvent.RewardsReleased released ->
          record.getReleasedBuilder().setBlockNumber((int) released.block());
    }
    return record.build();
  }
}
