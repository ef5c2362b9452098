package dev.runtimebridge.substrate.pruntime;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages that a worker holds for the chain.
 *
 * <pre>
 * egress_messages = compact *(origin compact *signed_message)
 * signed_message  = origin destination payload sequence signature
 * destination     = payload = signature = compact *OCTET
 * sequence        = 8OCTET                        ; little-endian
 * </pre>
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/phala-mq/src/types.rs">types.rs</a>
 */
public final class EgressMessages {
  private static final int SMALLEST_ORIGIN = 1;
  private static final int SMALLEST_MESSAGE = 12;

  private EgressMessages() {}

  /**
   * One of them.
   *
   * @param encoded SCALE {@code SignedMessage}, byte for byte as the worker gave it
   * @param sender SCALE {@code MessageOrigin}
   * @param sequence its number among those of the sender; unsigned
   */
  public record SignedMessage(Bytes encoded, Bytes sender, long sequence) {}

  /**
   * Reads them, oldest first for each sender.
   *
   * @throws MalformedScale if they are not what they should be, or bytes are left over
   */
  public static List<SignedMessage> decode(byte[] encoded) {
    return ScaleReader.decodeAll(encoded, EgressMessages::read);
  }

  private static List<SignedMessage> read(ScaleReader in) {
    List<SignedMessage> all = new ArrayList<>();
    int senders = in.count(SMALLEST_ORIGIN + 1);
    for (int i = 0; i < senders; i++) {
      skipOrigin(in);
      all.addAll(in.list(SMALLEST_MESSAGE, EgressMessages::message));
    }
    return all;
  }

  private static SignedMessage message(ScaleReader in) {
    int start = in.position();
    skipOrigin(in);
    Bytes sender = Bytes.of(in.since(start));
    in.byteVec();
    in.byteVec();
    long sequence = in.u64();
    in.byteVec();
    return new SignedMessage(Bytes.of(in.since(start)), sender, sequence);
  }

  private static void skipOrigin(ScaleReader in) {
    int kind = in.u8();
    switch (kind) {
      case 0, 4 -> in.byteVec();
      case 1, 2, 3, 6 -> in.bytes(32);
      case 5, 255 -> {
        // The name says all.
      }
      default -> throw in.malformed("a message's origin of kind " + kind);
    }
  }
}
