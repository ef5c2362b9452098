package dev.runtimebridge.devnet.runtime.pallet;

import dev.runtimebridge.devnet.runtime.message.SystemEvent.HeartbeatChallenge;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerReport.Heartbeat;
import dev.runtimebridge.devnet.runtime.pallet.SessionInfo.Benchmark;
import dev.runtimebridge.devnet.runtime.pallet.SessionInfo.State;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/**
 * Challenges to workers that compute, and what becomes of those that do not answer. On Khala
 * gatekeepers keep this outside the chain; here the chain does it itself.
 */
final class Heartbeats {
  private static final Table<Bytes, Watched> WATCHED =
      Table.twox(
          "DevnetGatekeeper",
          "Watched",
          Scale.KEY,
          new Scale<>((out, watched) -> watched.write(out), Watched::read));
  private static final BigInteger ALL = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

  private Heartbeats() {}

  /**
   * A worker that computes.
   *
   * @param challengedAt block of the oldest challenge that it has not answered
   */
  record Watched(Bytes session, long sessionId, Optional<Long> challengedAt) {
    Watched challenged(Optional<Long> block) {
      return new Watched(session, sessionId, block);
    }

    private void write(ScaleWriter out) {
      out.bytes(session.toByteArray()).u32(sessionId).option(challengedAt, ScaleWriter::u32);
    }

    private static Watched read(ScaleReader in) {
      return new Watched(Bytes.of(in.bytes(32)), in.u32(), in.option(ScaleReader::u32));
    }
  }

  static void watch(Execution block, Bytes worker, Bytes session, long sessionId) {
    WATCHED.put(block.state(), worker, new Watched(session, sessionId, Optional.empty()));
  }

  static void forget(Execution block, Bytes worker) {
    WATCHED.remove(block.state(), worker);
  }

  /** A heartbeat; one of another session, or for no challenge, changes nothing. */
  static void answered(Execution block, Bytes worker, Heartbeat heartbeat) {
    Optional<Watched> known = WATCHED.get(block.state(), worker);
    if (known.isEmpty() || known.get().sessionId() != heartbeat.sessionId()) {
      return;
    }
    Watched watched = known.get();
    Optional<Long> open = watched.challengedAt();
    if (open.isEmpty() || heartbeat.challengeBlock() < open.get()) {
      return;
    }
    WATCHED.put(block.state(), worker, watched.challenged(Optional.empty()));
    SessionInfo session =
        Computation.SESSIONS.get(block.state(), watched.session()).orElse(SessionInfo.NEW);
    Benchmark measured = measured(session.benchmark(), heartbeat);
    SessionInfo after = session.measured(measured);
    block.deposit(
        "PhalaComputation.BenchmarkUpdated",
        out -> out.bytes(watched.session().toByteArray()).u32(measured.instant()));
    if (session.state() == State.UNRESPONSIVE) {
      after = after.in(State.IDLE);
      block.deposit(
          "PhalaComputation.WorkerExitUnresponsive",
          out -> out.bytes(watched.session().toByteArray()));
      Computation.tell(block, worker, new WorkerEvent.ExitUnresponsive());
    }
    Computation.SESSIONS.put(block.state(), watched.session(), after);
  }

  /** End of a block: who is late is unresponsive, and a new challenge goes out. */
  static void endOfBlock(Execution block) {
    Map<Bytes, Watched> all = WATCHED.all(block.state());
    if (all.isEmpty()) {
      return;
    }
    HeartbeatChallenge challenge = challenge(block);
    block.push("PhalaComputation", challenge);
    all.forEach((worker, watched) -> judge(block, challenge, worker, watched));
  }

  private static void judge(
      Execution block, HeartbeatChallenge challenge, Bytes worker, Watched watched) {
    Optional<Long> open = watched.challengedAt();
    if (open.isEmpty()) {
      if (challenge.hits(worker)) {
        Watched challenged = watched.challenged(Optional.of(block.number()));
        WATCHED.put(block.state(), worker, challenged);
      }
      return;
    }
    SessionInfo session =
        Computation.SESSIONS.get(block.state(), watched.session()).orElse(SessionInfo.NEW);
    boolean late = block.number() - open.get() >= block.rules().unresponsiveAfter();
    if (late && session.state() == State.IDLE) {
      Computation.SESSIONS.put(block.state(), watched.session(), session.in(State.UNRESPONSIVE));
      block.deposit(
          "PhalaComputation.WorkerEnterUnresponsive",
          out -> out.bytes(watched.session().toByteArray()));
      Computation.tell(block, worker, new WorkerEvent.EnterUnresponsive());
    }
  }

  private static HeartbeatChallenge challenge(Execution block) {
    byte[] height =
        new ScaleWriter().string("heartbeat").u64(block.number()).u64(block.timeMs()).toByteArray();
    BigInteger seed = new BigInteger(1, Hashing.blake2b256(height).bytes());
    BigInteger target = ALL.divide(BigInteger.valueOf(block.rules().heartbeatEvery()));
    return new HeartbeatChallenge(seed, target);
  }

  private static Benchmark measured(Benchmark before, Heartbeat heartbeat) {
    long time = heartbeat.challengeTimeMs() / 1000;
    long seconds = Math.max(1, time - before.lastChallenge());
    long work = Math.max(0, heartbeat.iterations() - before.iterations());
    // No more than a fifth above what it was measured to be able to, as on Khala.
    long instant = (long) Math.min(before.initial() * 1.2, work * 6.0 / seconds);
    long iterations = Math.max(0, heartbeat.iterations());
    return new Benchmark(
        before.initial(), instant, iterations, before.startTime(), Math.max(0, time));
  }
}
