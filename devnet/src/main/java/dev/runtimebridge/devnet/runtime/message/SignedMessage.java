package dev.runtimebridge.devnet.runtime.message;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * A message as a worker gives it to the chain: {@code message sequence signature}.
 *
 * @param sequence number of the message among its sender's, from 0
 * @param signature sr25519 by the sender over {@link #signedBytes}
 */
public record SignedMessage(Message message, long sequence, Bytes signature) {

  /** Reads one. */
  public static SignedMessage read(ScaleReader in) {
    return new SignedMessage(Message.read(in), in.u64(), Bytes.read(in));
  }

  /** Writes it. */
  public void write(ScaleWriter out) {
    message.write(out);
    out.u64(sequence);
    signature.write(out);
  }

  /** Its SCALE bytes. */
  public Bytes encode() {
    var out = new ScaleWriter(256);
    write(out);
    return Bytes.of(out.toByteArray());
  }

  /** What the signature is over: the message, then its number. */
  public static byte[] signedBytes(Message message, long sequence) {
    var out = new ScaleWriter(256);
    message.write(out);
    return out.u64(sequence).toByteArray();
  }
}
