package dev.runtimebridge.devnet.journal;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * One thing that does not follow from settings.
 *
 * <pre>
 * entry = 0 number:u32 sibling:u32 upgrade:bool hash transactions:vec-of-bytes / 1 number:u32
 * </pre>
 */
public sealed interface JournalEntry {

  /**
   * A parachain block; of several with one number the last one counts.
   *
   * @param sibling how many blocks had its place before it
   * @param upgrade whether it writes the code of the next runtime
   * @param hash what the block must have again
   * @param transactions signed extrinsics, each with its length before it
   */
  record MadeBlock(
      long number, int sibling, boolean upgrade, Hash256 hash, List<Bytes> transactions)
      implements JournalEntry {
    /** Copies what it is given. */
    public MadeBlock {
      transactions = List.copyOf(transactions);
    }
  }

  /** The block of this number shall write the code of the next runtime. */
  record UpgradePlanned(long number) implements JournalEntry {}

  /** Its bytes. */
  default byte[] encode() {
    var out = new ScaleWriter(256);
    return switch (this) {
      case MadeBlock(var number, var sibling, var upgrade, var hash, var transactions) ->
          out.u8(0)
              .u32(number)
              .u32(sibling)
              .bool(upgrade)
              .bytes(hash.bytes())
              .list(transactions, (each, bytes) -> bytes.write(each))
              .toByteArray();
      case UpgradePlanned(var number) -> out.u8(1).u32(number).toByteArray();
    };
  }

  /**
   * Reads one.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if the bytes are none
   */
  static JournalEntry decode(byte[] encoded) {
    return ScaleReader.decodeAll(
        encoded,
        in -> {
          int kind = in.u8();
          return switch (kind) {
            case 0 ->
                new MadeBlock(
                    in.u32(), (int) in.u32(), in.bool(), Hash256.read(in), in.list(1, Bytes::read));
            case 1 -> new UpgradePlanned(in.u32());
            default -> throw in.malformed("a journal entry of kind " + kind);
          };
        });
  }
}
