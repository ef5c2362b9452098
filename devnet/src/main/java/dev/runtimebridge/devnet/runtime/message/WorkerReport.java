package dev.runtimebridge.devnet.runtime.message;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Optional;

/**
 * What a worker tells the chain.
 *
 * <pre>
 * bench report = 0 start_time:u64 iterations:u64                                   ; ^phala/registry/event
 * heartbeat    = 0 session_id:u32 challenge_block:u32 challenge_time:u64 iterations:u64 ; phala/mining/report
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-types/src/lib.rs">messaging</a>
 */
public sealed interface WorkerReport {
  /** Topic of what the registry is told. */
  String REGISTRY_TOPIC = "^phala/registry/event";

  /** Topic of what is told of computing. */
  String REPORT_TOPIC = "phala/mining/report";

  /**
   * End of a benchmark.
   *
   * @param startTimeMs chain time at which it began, milliseconds
   * @param iterations work done since
   */
  record BenchReport(long startTimeMs, long iterations) implements WorkerReport {}

  /**
   * Answer to a challenge.
   *
   * @param sessionId as the chain gave it when the worker began to compute
   * @param challengeBlock block with the challenge
   * @param challengeTimeMs its time, milliseconds
   * @param iterations work done in the session so far
   */
  record Heartbeat(long sessionId, long challengeBlock, long challengeTimeMs, long iterations)
      implements WorkerReport {}

  /**
   * The report in a message; empty if the message is about something else.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if the payload is no report
   */
  static Optional<WorkerReport> of(Message message) {
    byte[] payload = message.payload().toByteArray();
    if (message.destination().equals(Bytes.utf8(REGISTRY_TOPIC))) {
      return Optional.of(
          ScaleReader.decodeAll(payload, in -> new BenchReport(kind(in).u64(), in.u64())));
    }
    if (message.destination().equals(Bytes.utf8(REPORT_TOPIC))) {
      return Optional.of(
          ScaleReader.decodeAll(
              payload, in -> new Heartbeat(kind(in).u32(), in.u32(), in.u64(), in.u64())));
    }
    return Optional.empty();
  }

  /** The message that a worker signs to report this. */
  default Message from(Bytes publicKey) {
    return switch (this) {
      case BenchReport(long start, long iterations) ->
          message(publicKey, REGISTRY_TOPIC, new ScaleWriter().u8(0).u64(start).u64(iterations));
      case Heartbeat(long session, long block, long time, long iterations) ->
          message(
              publicKey,
              REPORT_TOPIC,
              new ScaleWriter().u8(0).u32(session).u32(block).u64(time).u64(iterations));
    };
  }

  private static Message message(Bytes publicKey, String topic, ScaleWriter payload) {
    return new Message(
        new MessageOrigin.Worker(publicKey), Bytes.utf8(topic), Bytes.of(payload.toByteArray()));
  }

  private static ScaleReader kind(ScaleReader in) {
    int kind = in.u8();
    if (kind != 0) {
      throw in.malformed("a report of kind " + kind);
    }
    return in;
  }
}
