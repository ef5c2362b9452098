package dev.runtimebridge.devnet.runtime.message;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the chain tells its workers, on topic {@value #TOPIC}.
 *
 * <pre>
 * event = 0 pubkey:[u8;32] worker-event / 1 seed:u256 online_target:u256
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-types/src/lib.rs">messaging</a>
 */
public sealed interface SystemEvent {
  /** The topic of these messages. */
  String TOPIC = "phala/system/event";

  /** Something happened to one worker. */
  record OfWorker(Bytes publicKey, WorkerEvent event) implements SystemEvent {}

  /** Workers that compute and are hit by it must answer with a heartbeat. */
  record HeartbeatChallenge(BigInteger seed, BigInteger onlineTarget) implements SystemEvent {

    /** Whether the worker with this public key must answer. */
    public boolean hits(Bytes publicKey) {
      BigInteger id = new BigInteger(1, Hashing.blake2b256(publicKey.toByteArray()).bytes());
      return id.xor(seed).compareTo(onlineTarget) <= 0;
    }
  }

  /**
   * The event in a message; empty if the message is about something else.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if the payload is no event
   */
  static Optional<SystemEvent> of(Message message) {
    return message.destination().equals(Bytes.utf8(TOPIC))
        ? Optional.of(ScaleReader.decodeAll(message.payload().toByteArray(), SystemEvent::read))
        : Optional.empty();
  }

  /** Reads one. */
  static SystemEvent read(ScaleReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> new OfWorker(Bytes.of(in.bytes(32)), WorkerEvent.read(in));
      case 1 -> new HeartbeatChallenge(u256(in), u256(in));
      default -> throw in.malformed("a system event of kind " + kind);
    };
  }

  /** Its SCALE bytes: the payload of the message. */
  default Bytes encode() {
    var out = new ScaleWriter(80);
    switch (this) {
      case OfWorker(Bytes publicKey, WorkerEvent event) ->
          event.write(out.u8(0).bytes(publicKey.toByteArray()));
      case HeartbeatChallenge(BigInteger seed, BigInteger target) -> {
        out.u8(1);
        u256(out, seed);
        u256(out, target);
      }
    }
    return Bytes.of(out.toByteArray());
  }

  private static BigInteger u256(ScaleReader in) {
    return in.u128().or(in.u128().shiftLeft(128));
  }

  private static void u256(ScaleWriter out, BigInteger value) {
    BigInteger low = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    out.u128(value.and(low)).u128(value.shiftRight(128));
  }
}
