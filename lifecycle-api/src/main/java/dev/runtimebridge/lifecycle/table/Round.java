package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.Weights;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchRoundOpened;
import dev.runtimebridge.schemas.v1.DispatchRoundSettled;
import dev.runtimebridge.schemas.v1.DispatchShare;
import dev.runtimebridge.schemas.v1.DispatchTaskEnded;
import dev.runtimebridge.schemas.v1.DispatchTaskOutcome;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A round in short. Its candidates, of whom there may be a hundred thousand, stay in the log.
 *
 * @param number of the round
 * @param begun how it began
 * @param tasks of those drawn, in the order drawn
 * @param settlement how it was shared out, once it was
 * @param releasedAt block at which that could be used; 0 before
 * @param places where its events lie
 */
public record Round(
    long number,
    Begun begun,
    List<Task> tasks,
    Optional<Settled> settlement,
    int releasedAt,
    Places places) {

  /** Copies the list. */
  public Round {
    tasks = List.copyOf(tasks);
  }

  /**
   * How a round began.
   *
   * @param time of its first block
   * @param opened its event, without candidates
   * @param candidates how many there were
   * @param totalWeight sum of their weights
   */
  public record Begun(Instant time, DispatchRoundOpened opened, int candidates, long totalWeight) {}

  /**
   * A task of a round.
   *
   * @param worker that was drawn
   * @param weight with which it was
   * @param outcome unspecified until it has ended
   * @param endedAt block at which it has; 0 before
   * @param paid what it brought, smallest units; empty until the round is settled
   * @param missed what it would have brought
   */
  public record Task(
      DispatchCandidate worker,
      long weight,
      DispatchTaskOutcome outcome,
      int endedAt,
      String paid,
      String missed) {}

  /**
   * How a round was shared out, smallest units.
   *
   * @param event without the shares
   * @param online to all online
   * @param computing to those that computed
   * @param missed what tasks that were not done would have brought
   */
  public record Settled(
      DispatchRoundSettled event, BigInteger online, BigInteger computing, BigInteger missed) {}

  /**
   * Where a round's events lie.
   *
   * @param opened with all candidates
   * @param settled with all shares, once it was
   * @param newest the last that changed it
   */
  public record Places(Place opened, Optional<Place> settled, Place newest) {}

  /** A round that has begun. */
  static Round begin(DispatchEventRecord record, Place place) {
    DispatchRoundOpened opened = record.getOpened();
    Map<String, DispatchCandidate> byId = new HashMap<>();
    long total = 0;
    for (DispatchCandidate candidate : opened.getCandidatesList()) {
      byId.put(candidate.getWorkerId(), candidate);
      total += weight(candidate);
    }
    List<Task> tasks =
        opened.getDrawnList().stream()
            .map(
                id -> byId.getOrDefault(id, DispatchCandidate.newBuilder().setWorkerId(id).build()))
            .map(
                candidate ->
                    new Task(
                        candidate,
                        weight(candidate),
                        DispatchTaskOutcome.DISPATCH_TASK_OUTCOME_UNSPECIFIED,
                        0,
                        "",
                        ""))
            .toList();
    var time = record.getMeta().getTime();
    var begun =
        new Begun(
            Instant.ofEpochSecond(time.getSeconds(), time.getNanos()),
            opened.toBuilder().clearCandidates().build(),
            opened.getCandidatesCount(),
            total);
    return new Round(
        record.getRound(),
        begun,
        tasks,
        Optional.empty(),
        0,
        new Places(place, Optional.empty(), place));
  }

  /** The round after another event of it. */
  Round after(DispatchEventRecord record, Place place) {
    return switch (record.getEventCase()) {
      case OPENED -> begin(record, place);
      case TASK_ENDED -> ended(record.getTaskEnded(), place);
      case SETTLED -> settled(record.getSettled(), place);
      case RELEASED ->
          new Round(
              number,
              begun,
              tasks,
              settlement,
              record.getReleased().getBlockNumber(),
              new Places(places.opened(), places.settled(), place));
      case EVENT_NOT_SET -> this;
    };
  }

  /** The weight that a candidate was drawn with. */
  public static long weight(DispatchCandidate candidate) {
    return Weights.of(
        Integer.toUnsignedLong(candidate.getScore()),
        new Stake(candidate.getStakeTenThousandths()));
  }

  private Round ended(DispatchTaskEnded ended, Place place) {
    List<Task> now =
        tasks.stream()
            .map(
                task ->
                    task.worker().getWorkerId().equals(ended.getWorkerId())
                        ? new Task(
                            task.worker(),
                            task.weight(),
                            ended.getOutcome(),
                            ended.getBlockNumber(),
                            task.paid(),
                            task.missed())
                        : task)
            .toList();
    return new Round(
        number,
        begun,
        now,
        settlement,
        releasedAt,
        new Places(places.opened(), places.settled(), place));
  }

  private Round settled(DispatchRoundSettled event, Place place) {
    Map<String, DispatchShare> shares = new HashMap<>();
    BigInteger online = BigInteger.ZERO;
    BigInteger computing = BigInteger.ZERO;
    BigInteger missed = BigInteger.ZERO;
    for (DispatchShare share : event.getSharesList()) {
      shares.put(share.getWorkerId(), share);
      online = online.add(units(share.getOnline()));
      computing = computing.add(units(share.getComputing()));
      missed = missed.add(units(share.getMissed()));
    }
    List<Task> now =
        tasks.stream()
            .map(
                task -> {
                  DispatchShare share =
                      shares.getOrDefault(
                          task.worker().getWorkerId(), DispatchShare.getDefaultInstance());
                  return new Task(
                      task.worker(),
                      task.weight(),
                      task.outcome(),
                      task.endedAt(),
                      units(share.getComputing()).toString(),
                      units(share.getMissed()).toString());
                })
            .toList();
    return new Round(
        number,
        begun,
        now,
        Optional.of(
            new Settled(event.toBuilder().clearShares().build(), online, computing, missed)),
        releasedAt,
        new Places(places.opened(), Optional.of(place), place));
  }

  private static BigInteger units(String digits) {
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }
}
