package dev.runtimebridge.devnet.worker.life;

import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.SystemEvent.HeartbeatChallenge;
import dev.runtimebridge.devnet.runtime.message.SystemEvent.OfWorker;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerReport;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import org.jspecify.annotations.Nullable;

/**
 * One worker's dealings with the chain, as far as the blocks go that it has executed.
 *
 * @param score what the chain made of the last benchmark; 0 for none
 * @param benchmark the one that is going on; null for none
 * @param session what it computes for; null while it does not
 * @param egress what it has to say
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phactory/src/system/mod.rs">WorkerState</a>
 */
public record ChainLife(
    long score, @Nullable Benchmark benchmark, @Nullable Session session, Egress egress) {
  /** Nothing has happened yet. */
  public static final ChainLife NONE = new ChainLife(0, null, null, Egress.NONE);

  private static final long REPEAT_MS = 1_000;

  /**
   * A block that was executed.
   *
   * @param number its height
   * @param timeMs its time
   * @param news what it says
   */
  public record Executed(long number, long timeMs, BlockNews news) {}

  /** What is left of it after a block. */
  public ChainLife after(Executed block, Identity identity) {
    ChainLife now = this;
    for (SystemEvent event : block.news().events()) {
      now =
          switch (event) {
            case OfWorker(var publicKey, var what) when publicKey.equals(identity.publicKey()) ->
                now.told(what, block);
            case OfWorker others -> now;
            case HeartbeatChallenge challenge -> now.challenged(challenge, block, identity);
          };
    }
    return now.reportedBenchmark(block, identity);
  }

  /** What is left of it when the chain's next number for its messages is this. */
  public ChainLife takenUpTo(long nextOnChain) {
    Egress left = egress.takenUpTo(nextOnChain);
    return left.equals(egress) ? this : with(left);
  }

  /**
   * What is left of it when the process ends and begins again.
   *
   * @param losesBenchmark whether a benchmark that is going on comes to nothing
   */
  public ChainLife afterRestart(boolean losesBenchmark) {
    Benchmark running = benchmark;
    return running == null || !losesBenchmark
        ? this
        : new ChainLife(score, running.afterRestart(), session, egress);
  }

  private ChainLife told(WorkerEvent event, Executed block) {
    return switch (event) {
      case WorkerEvent.Registered registered -> this;
      case WorkerEvent.BenchStart(long duration) ->
          new ChainLife(
              score,
              new Benchmark(block.number(), block.timeMs(), duration, false),
              session,
              egress);
      case WorkerEvent.BenchScore(long given) -> new ChainLife(given, benchmark, session, egress);
      case WorkerEvent.MiningStart(long id, var initV, long initP) ->
          with(new Session(id, block.timeMs(), false));
      case WorkerEvent.MiningStop stopped -> with((Session) null);
      case WorkerEvent.EnterUnresponsive missed -> unresponsive(true);
      case WorkerEvent.ExitUnresponsive answered -> unresponsive(false);
    };
  }

  private ChainLife challenged(HeartbeatChallenge challenge, Executed block, Identity identity) {
    Session computing = session;
    if (computing == null || !challenge.hits(identity.publicKey())) {
      return this;
    }
    long iterations = work(identity, computing.startTimeMs(), block.timeMs());
    return with(
        egress.plus(
            identity,
            new WorkerReport.Heartbeat(computing.id(), block.number(), block.timeMs(), iterations)
                .from(identity.publicKey())));
  }

  private ChainLife reportedBenchmark(Executed block, Identity identity) {
    Benchmark running = benchmark;
    if (running == null || !running.isOver(block.number())) {
      return this;
    }
    long iterations =
        running.cutShort() ? 0 : work(identity, running.startTimeMs(), block.timeMs());
    var report = new WorkerReport.BenchReport(running.startTimeMs(), iterations);
    return new ChainLife(
        score, null, session, egress.plus(identity, report.from(identity.publicKey())));
  }

  /** Work done between two times, at a speed of the worker's own. */
  private static long work(Identity identity, long fromMs, long toMs) {
    return Math.max(0, toMs - fromMs) * identity.iterationsPerSecond() / REPEAT_MS;
  }

  private ChainLife unresponsive(boolean now) {
    Session computing = session;
    return computing == null ? this : with(computing.with(now));
  }

  private ChainLife with(Egress next) {
    return new ChainLife(score, benchmark, session, next);
  }

  private ChainLife with(@Nullable Session next) {
    return new ChainLife(score, benchmark, next, egress);
  }
}
