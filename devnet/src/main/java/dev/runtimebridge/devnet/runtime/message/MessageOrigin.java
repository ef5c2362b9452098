package dev.runtimebridge.devnet.runtime.message;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * Who sends a message.
 *
 * <pre>
 * origin = 0 bytes / 1 hash / 2 public key / 3 hash / 4 bytes / 5 / 6 hash / 255
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-mq/src/types.rs">types.rs</a>
 */
public sealed interface MessageOrigin {

  /** A pallet of the chain, by its name. */
  record Pallet(Bytes name) implements MessageOrigin {}

  /** A worker, by the 32 bytes of its public key. */
  record Worker(Bytes publicKey) implements MessageOrigin {}

  /** All gatekeepers together. */
  record Gatekeeper() implements MessageOrigin {}

  /**
   * Any other, which nothing here sends or takes.
   *
   * @param kind number of the case
   * @param content 32 bytes, any bytes, or none, as the case has it
   */
  record Other(int kind, Bytes content) implements MessageOrigin {}

  /** Reads one. */
  static MessageOrigin read(ScaleReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> new Pallet(Bytes.read(in));
      case 2 -> new Worker(Bytes.of(in.bytes(32)));
      case 5 -> new Gatekeeper();
      case 1, 3, 6 -> new Other(kind, Bytes.of(in.bytes(32)));
      case 4 -> new Other(kind, Bytes.read(in));
      case 255 -> new Other(kind, Bytes.EMPTY);
      default -> throw in.malformed("a message origin of kind " + kind);
    };
  }

  /** Writes it. */
  default void write(ScaleWriter out) {
    switch (this) {
      case Pallet(Bytes name) -> name.write(out.u8(0));
      case Worker(Bytes publicKey) -> out.u8(2).bytes(publicKey.toByteArray());
      case Gatekeeper() -> out.u8(5);
      case Other(int kind, Bytes content) when kind == 4 -> content.write(out.u8(kind));
      case Other(int kind, Bytes content) -> out.u8(kind).bytes(content.toByteArray());
    }
  }

  /** Its SCALE bytes: the key in {@code PhalaMq.OffchainIngress}. */
  default Bytes encode() {
    var out = new ScaleWriter();
    write(out);
    return Bytes.of(out.toByteArray());
  }
}
