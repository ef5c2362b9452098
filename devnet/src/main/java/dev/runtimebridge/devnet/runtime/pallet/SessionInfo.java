package dev.runtimebridge.devnet.runtime.pallet;

import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;

/**
 * A worker's place in a pool and its computing.
 *
 * @param v its value now, U64F64 bits; {@code ve} is the same at its start
 * @param updatedAt when the value was settled last, seconds since 1970
 * @param coolDownStart when it was stopped, seconds since 1970
 */
public record SessionInfo(
    State state,
    BigInteger ve,
    BigInteger v,
    long updatedAt,
    Benchmark benchmark,
    long coolDownStart,
    BigInteger totalReward) {
  /** How it stands in SCALE. */
  public static final Scale<SessionInfo> SCALE =
      new Scale<>((out, info) -> info.write(out), SessionInfo::read);

  /** A session that has never computed. */
  public static final SessionInfo NEW =
      new SessionInfo(
          State.READY,
          BigInteger.ZERO,
          BigInteger.ZERO,
          0,
          new Benchmark(0, 0, 0, 0, 0),
          0,
          BigInteger.ZERO);

  /**
   *
   *
   * <pre>
   * READY ─ start ─► IDLE ⇄ UNRESPONSIVE;  IDLE, UNRESPONSIVE ─ stop ─► COOLING_DOWN ─ reclaim ─► READY
   * </pre>
   */
  public enum State {
    /** May start. */
    READY(0),
    /** Computes. */
    IDLE(1),
    /** No longer in use. */
    UNUSED(2),
    /** Should compute, and does not answer. */
    UNRESPONSIVE(3),
    /** Was stopped, and its stake is still bound. */
    COOLING_DOWN(4);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** Whether the worker should compute. */
    public boolean computes() {
      return this == IDLE || this == UNRESPONSIVE;
    }

    private static State read(ScaleReader in) {
      int code = in.u8();
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw in.malformed("a session's state of " + code);
    }
  }

  /**
   * What the worker does.
   *
   * @param initial score at the start
   * @param instant score between the last two heartbeats
   * @param startTime seconds since 1970
   * @param lastChallenge time of the last challenge that was answered, seconds since 1970
   */
  public record Benchmark(
      long initial, long instant, long iterations, long startTime, long lastChallenge) {}

  SessionInfo in(State next) {
    return new SessionInfo(next, ve, v, updatedAt, benchmark, coolDownStart, totalReward);
  }

  SessionInfo started(BigInteger value, long score, long now) {
    return new SessionInfo(
        State.IDLE, value, value, now, new Benchmark(score, score, 0, now, now), 0, totalReward);
  }

  SessionInfo stopped(long now) {
    return new SessionInfo(State.COOLING_DOWN, ve, v, updatedAt, benchmark, now, totalReward);
  }

  SessionInfo measured(Benchmark latest) {
    return new SessionInfo(state, ve, v, updatedAt, latest, coolDownStart, totalReward);
  }

  private void write(ScaleWriter out) {
    out.u8(state.code).u128(ve).u128(v).u64(updatedAt);
    out.u32(benchmark.initial).u32(benchmark.instant).u64(benchmark.iterations);
    out.u64(benchmark.startTime).u64(benchmark.lastChallenge);
    out.u64(coolDownStart).u128(totalReward);
  }

  private static SessionInfo read(ScaleReader in) {
    return new SessionInfo(
        State.read(in),
        in.u128(),
        in.u128(),
        in.u64(),
        new Benchmark(in.u32(), in.u32(), in.u64(), in.u64(), in.u64()),
        in.u64(),
        in.u128());
  }
}
