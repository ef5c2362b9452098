package dev.runtimebridge.devnet.runtime.message;

import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;

/**
 * What the chain tells one worker of itself.
 *
 * <pre>
 * event = 0 confidence_level:u8 / 1 duration:u32 / 2 score:u32
 *       / 3 session_id:u32 init_v:u128 init_p:u32 / 4 / 5 / 6
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-types/src/lib.rs">messaging</a>
 */
public sealed interface WorkerEvent {

  /** It is registered. */
  record Registered(int confidenceLevel) implements WorkerEvent {}

  /** It must measure itself, and report within {@code duration} blocks. */
  record BenchStart(long duration) implements WorkerEvent {}

  /** What its report came to. */
  record BenchScore(long score) implements WorkerEvent {}

  /**
   * It computes from now on.
   *
   * @param sessionId to be named in heartbeats
   * @param initV value of the session, U64F64 bits
   * @param initP its score
   */
  record MiningStart(long sessionId, BigInteger initV, long initP) implements WorkerEvent {}

  /** It no longer computes. */
  record MiningStop() implements WorkerEvent {}

  /** A challenge was left without an answer for too long. */
  record EnterUnresponsive() implements WorkerEvent {}

  /** It answers again. */
  record ExitUnresponsive() implements WorkerEvent {}

  /** Reads one. */
  static WorkerEvent read(ScaleReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> new Registered(in.u8());
      case 1 -> new BenchStart(in.u32());
      case 2 -> new BenchScore(in.u32());
      case 3 -> new MiningStart(in.u32(), in.u128(), in.u32());
      case 4 -> new MiningStop();
      case 5 -> new EnterUnresponsive();
      case 6 -> new ExitUnresponsive();
      default -> throw in.malformed("a worker event of kind " + kind);
    };
  }

  /** Writes it. */
  default void write(ScaleWriter out) {
    switch (this) {
      case Registered(int confidenceLevel) -> out.u8(0).u8(confidenceLevel);
      case BenchStart(long duration) -> out.u8(1).u32(duration);
      case BenchScore(long score) -> out.u8(2).u32(score);
      case MiningStart(long sessionId, BigInteger initV, long initP) ->
          out.u8(3).u32(sessionId).u128(initV).u32(initP);
      case MiningStop() -> out.u8(4);
      case EnterUnresponsive() -> out.u8(5);
      case ExitUnresponsive() -> out.u8(6);
    }
  }
}
