package dev.runtimebridge.substrate.header;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * One log of a header's digest.
 *
 * <pre>
 * digest_item = %x00 bytes          ; Other
 *             / %x04 engine bytes   ; Consensus
 *             / %x05 engine bytes   ; Seal
 *             / %x06 engine bytes   ; PreRuntime
 *             / %x08                ; RuntimeEnvironmentUpdated
 * engine      = 4OCTET
 * bytes       = compact *OCTET
 * </pre>
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/blob/polkadot-v1.1.0/substrate/primitives/runtime/src/generic/digest.rs">digest.rs</a>
 */
public sealed interface DigestItem {

  /** Bytes that no engine claims. */
  record Other(Bytes data) implements DigestItem {}

  /** A message from the runtime to a consensus engine; authority set changes come as these. */
  record Consensus(EngineId engine, Bytes data) implements DigestItem {}

  /** The author's signature, put on by the node after execution. */
  record Seal(EngineId engine, Bytes data) implements DigestItem {}

  /** A message from a consensus engine to the runtime, such as the slot. */
  record PreRuntime(EngineId engine, Bytes data) implements DigestItem {}

  /** The runtime's code or heap pages changed in this block. */
  record RuntimeEnvironmentUpdated() implements DigestItem {
    // One byte of input must not cost an object each.
    private static final RuntimeEnvironmentUpdated UPDATED = new RuntimeEnvironmentUpdated();
  }

  /** Reads one item; an unknown kind is malformed, since its length cannot be known. */
  static DigestItem read(ScaleReader reader) {
    int kind = reader.u8();
    return switch (kind) {
      case 0 -> new Other(Bytes.read(reader));
      case 4 -> new Consensus(EngineId.read(reader), Bytes.read(reader));
      case 5 -> new Seal(EngineId.read(reader), Bytes.read(reader));
      case 6 -> new PreRuntime(EngineId.read(reader), Bytes.read(reader));
      case 8 -> RuntimeEnvironmentUpdated.UPDATED;
      default -> throw reader.malformed("a digest item of unknown kind " + kind);
    };
  }

  /** Decodes one item that fills {@code encoded}, as JSON-RPC gives each log. */
  static DigestItem decode(byte[] encoded) {
    return ScaleReader.decodeAll(encoded, DigestItem::read);
  }

  /** Writes the item as it was read. */
  default void write(ScaleWriter writer) {
    switch (this) {
      case Other(Bytes data) -> data.write(writer.u8(0));
      case Consensus(EngineId engine, Bytes data) -> write(writer, 4, engine, data);
      case Seal(EngineId engine, Bytes data) -> write(writer, 5, engine, data);
      case PreRuntime(EngineId engine, Bytes data) -> write(writer, 6, engine, data);
      case RuntimeEnvironmentUpdated() -> writer.u8(8);
    }
  }

  /** The item alone. */
  default byte[] encode() {
    var writer = new ScaleWriter();
    write(writer);
    return writer.toByteArray();
  }

  private static void write(ScaleWriter writer, int kind, EngineId engine, Bytes data) {
    writer.u8(kind);
    engine.write(writer);
    data.write(writer);
  }
}
