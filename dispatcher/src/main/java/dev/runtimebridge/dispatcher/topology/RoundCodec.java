package dev.runtimebridge.dispatcher.topology;

import com.google.protobuf.ByteString;
import dev.runtimebridge.dispatch.domain.Balance;
import dev.runtimebridge.dispatch.domain.RoundCandidate;
import dev.runtimebridge.dispatch.domain.RoundEvent;
import dev.runtimebridge.dispatch.domain.RoundEvent.RewardsReleased;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundOpened;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundSettled;
import dev.runtimebridge.dispatch.domain.RoundEvent.Share;
import dev.runtimebridge.dispatch.domain.RoundEvent.TaskEnded;
import dev.runtimebridge.dispatch.domain.RoundState;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.TaskOutcome;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchRewardsReleased;
import dev.runtimebridge.schemas.v1.DispatchRoundOpened;
import dev.runtimebridge.schemas.v1.DispatchRoundSettled;
import dev.runtimebridge.schemas.v1.DispatchShare;
import dev.runtimebridge.schemas.v1.DispatchTaskEnded;
import dev.runtimebridge.schemas.v1.DispatchTaskOutcome;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.StoredDispatchRound;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Rounds and their events as records. An event's id is the name-based UUID of round and sequence,
 * so that the same history has the same ids.
 */
public final class RoundCodec {
  /** What keys of pools' balances begin with. */
  public static final String POOL = "pool/";

  private RoundCodec() {}

  /** Key of a pool's balance. */
  public static String pool(long pid) {
    return POOL + Long.toUnsignedString(pid);
  }

  /** A balance from the log. */
  public static Balance read(DispatchBalance from) {
    return new Balance(
        new BigInteger(from.getFrozen()),
        new BigInteger(from.getAvailable()),
        new BigInteger(from.getMissed()));
  }

  /** The record of a balance that a round has changed. */
  static DispatchBalance write(String id, long round, Balance from) {
    return DispatchBalance.newBuilder()
        .setAggregateId(id)
        .setFrozen(from.frozen().toString())
        .setAvailable(from.available().toString())
        .setMissed(from.missed().toString())
        .setRound(round)
        .build();
  }

  /** The record of an event. */
  static DispatchEventRecord write(long round, long sequence, Trigger trigger, RoundEvent event) {
    String name = "dispatch/" + round + "#" + sequence;
    DispatchEventRecord.Builder to =
        DispatchEventRecord.newBuilder()
            .setMeta(
                EventMeta.newBuilder()
                    .setId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString())
                    .setTime(trigger.time())
                    .setCause(trigger.cause())
                    .setSequence(sequence))
            .setRound(round);
    return switch (event) {
      case RoundOpened opened -> to.setOpened(write(opened)).build();
      case TaskEnded ended -> to.setTaskEnded(write(ended)).build();
      case RoundSettled settled -> to.setSettled(write(settled)).build();
      case RewardsReleased released ->
          to.setReleased(
                  DispatchRewardsReleased.newBuilder().setBlockNumber((int) released.block()))
              .build();
    };
  }

  /** The event of a record. */
  public static RoundEvent read(DispatchEventRecord from) {
    return switch (from.getEventCase()) {
      case OPENED -> read(from.getOpened());
      case TASK_ENDED -> read(from.getTaskEnded());
      case SETTLED -> read(from.getSettled());
      case RELEASED -> new RewardsReleased(block(from.getReleased().getBlockNumber()));
      case EVENT_NOT_SET ->
          throw new UnreadableRecord("an event of round " + from.getRound() + " says nothing");
    };
  }

  /** A round as it is stored. */
  static StoredDispatchRound stored(long round, long sequence, RoundState state) {
    StoredDispatchRound.Builder to =
        StoredDispatchRound.newBuilder().setRound(round).setSequence(sequence);
    switch (state) {
      case RoundState.Unopened _ -> {
        // Neither part says it.
      }
      case RoundState.Open open -> {
        to.setOpened(write(open.opened()));
        open.ended().forEach(task -> to.addEnded(write(task)));
      }
      case RoundState.Settled settled -> to.setSettled(write(settled.settled()));
      case RoundState.Released _ ->
          throw new IllegalArgumentException("round " + round + " is over and not stored");
    }
    return to.build();
  }

  /** A round that was stored; one that never was has not begun. */
  static RoundState read(StoredDispatchRound from) {
    if (from.hasSettled()) {
      return new RoundState.Settled(read(from.getSettled()));
    }
    if (from.hasOpened()) {
      return new RoundState.Open(
          read(from.getOpened()), from.getEndedList().stream().map(RoundCodec::read).toList());
    }
    return new RoundState.Unopened();
  }

  private static DispatchRoundOpened write(RoundOpened from) {
    DispatchRoundOpened.Builder to =
        DispatchRoundOpened.newBuilder()
            .setBlockNumber((int) from.block())
            .setBlockHash(ByteString.copyFrom(from.seed().toBytes()))
            .setTasks(from.tasks())
            .addAllDrawn(from.drawn())
            .setClosesAt((int) from.closesAt());
    for (RoundCandidate candidate : from.candidates()) {
      to.addCandidates(
          DispatchCandidate.newBuilder()
              .setWorkerId(candidate.worker())
              .setPid(candidate.pool())
              .setScore((int) candidate.score())
              .setStakeTenThousandths(candidate.stake().tenThousandths()));
    }
    return to.build();
  }

  private static RoundOpened read(DispatchRoundOpened from) {
    return new RoundOpened(
        block(from.getBlockNumber()),
        Seed.of(from.getBlockHash().toByteArray()),
        from.getTasks(),
        from.getCandidatesList().stream()
            .map(
                each ->
                    new RoundCandidate(
                        each.getWorkerId(),
                        each.getPid(),
                        Integer.toUnsignedLong(each.getScore()),
                        new Stake(each.getStakeTenThousandths())))
            .toList(),
        from.getDrawnList(),
        block(from.getClosesAt()));
  }

  private static DispatchTaskEnded write(TaskEnded from) {
    DispatchTaskOutcome outcome =
        switch (from.outcome()) {
          case DONE -> DispatchTaskOutcome.TASK_DONE;
          case FAILED -> DispatchTaskOutcome.TASK_FAILED;
          case MISSED -> DispatchTaskOutcome.TASK_MISSED;
        };
    return DispatchTaskEnded.newBuilder()
        .setWorkerId(from.worker())
        .setOutcome(outcome)
        .setBlockNumber((int) from.block())
        .build();
  }

  private static TaskEnded read(DispatchTaskEnded from) {
    TaskOutcome outcome =
        switch (from.getOutcome()) {
          case TASK_DONE -> TaskOutcome.DONE;
          case TASK_FAILED -> TaskOutcome.FAILED;
          case TASK_MISSED -> TaskOutcome.MISSED;
          case DISPATCH_TASK_OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
              throw new UnreadableRecord(
                  "a task of " + from.getWorkerId() + " ended in no known way");
        };
    return new TaskEnded(from.getWorkerId(), outcome, block(from.getBlockNumber()));
  }

  private static DispatchRoundSettled write(RoundSettled from) {
    DispatchRoundSettled.Builder to =
        DispatchRoundSettled.newBuilder()
            .setBlockNumber((int) from.block())
            .setMinted(from.minted().toString())
            .setTreasury(from.treasury().toString())
            .setReleasesAt((int) from.releasesAt());
    for (Share share : from.shares()) {
      to.addShares(
          DispatchShare.newBuilder()
              .setWorkerId(share.worker())
              .setPid(share.pool())
              .setOnline(share.online().toString())
              .setComputing(share.computing().toString())
              .setMissed(share.missed().toString()));
    }
    return to.build();
  }

  private static RoundSettled read(DispatchRoundSettled from) {
    return new RoundSettled(
        block(from.getBlockNumber()),
        new BigInteger(from.getMinted()),
        new BigInteger(from.getTreasury()),
        from.getSharesList().stream()
            .map(
                each ->
                    new Share(
                        each.getWorkerId(),
                        each.getPid(),
                        new BigInteger(each.getOnline()),
                        new BigInteger(each.getComputing()),
                        new BigInteger(each.getMissed())))
            .toList(),
        block(from.getReleasesAt()));
  }

  private static long block(int number) {
    return Integer.toUnsignedLong(number);
  }
}
