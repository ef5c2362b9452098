package dev.runtimebridge.devnet.worker.host;

import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.devnet.worker.WorkerFaults;
import java.time.Duration;
import java.util.Set;

/** The faults of one worker that are in force now. */
final class FaultPlan implements WorkerFaults {
  private record Active(Illness illness, long untilNanos) {}

  private static final Active HEALTHY = new Active(new Illness.None(), 0);

  private final HostedWorker worker;
  private volatile Active active = HEALTHY;
  private volatile Set<Long> refusedJustifications = Set.of();
  private volatile Duration heldBlocks = Duration.ZERO;
  private volatile long unattestedUntilNanos = System.nanoTime();
  private volatile boolean losesBenchmark;
  private volatile boolean computesWrongly;

  FaultPlan(HostedWorker worker) {
    this.worker = worker;
  }

  Illness illness() {
    Active now = active;
    return System.nanoTime() - now.untilNanos() < 0 ? now.illness() : HEALTHY.illness();
  }

  boolean refusesJustification(long number) {
    return refusedJustifications.contains(number);
  }

  Duration heldBlocks() {
    return heldBlocks;
  }

  boolean canAttest() {
    return System.nanoTime() - unattestedUntilNanos >= 0;
  }

  boolean losesBenchmark() {
    return losesBenchmark;
  }

  boolean computesWrongly() {
    return computesWrongly;
  }

  @Override
  public void withoutAttestation(Duration duration) {
    unattestedUntilNanos = System.nanoTime() + duration.toNanos();
  }

  @Override
  public void loseBenchmarkOnRestart(boolean loses) {
    losesBenchmark = loses;
  }

  @Override
  public void computeWrongly(boolean wrongly) {
    computesWrongly = wrongly;
  }

  @Override
  public void stall(Duration duration) {
    begin(new Illness.Stalling(), duration);
  }

  @Override
  public void dropConnections(Duration duration) {
    begin(new Illness.Dropping(), duration);
  }

  @Override
  public void answerBusy(Duration duration) {
    begin(new Illness.Busy(), duration);
  }

  @Override
  public void slow(Duration delay, Duration duration) {
    begin(new Illness.Slow(delay), duration);
  }

  @Override
  public void notAPRuntime(Duration duration) {
    begin(new Illness.NotAPRuntime(), duration);
  }

  @Override
  public void refuseJustifications(Set<Long> numbers) {
    refusedJustifications = Set.copyOf(numbers);
  }

  @Override
  public void holdBlocks(Duration duration) {
    heldBlocks = duration;
  }

  @Override
  public void otherGenesis() {
    worker.becomeForeign();
  }

  @Override
  public void restart(RestartFrom from) {
    worker.restart(from);
  }

  @Override
  public void clear() {
    active = HEALTHY;
    refusedJustifications = Set.of();
    heldBlocks = Duration.ZERO;
    unattestedUntilNanos = System.nanoTime();
    losesBenchmark = false;
    computesWrongly = false;
  }

  private void begin(Illness illness, Duration duration) {
    active = new Active(illness, System.nanoTime() + duration.toNanos());
  }
}
