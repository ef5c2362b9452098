package dev.runtimebridge.devnet.runtime.message;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;

/**
 * The tag by which a pool orders transactions that bring messages: {@code CheckMqSequence} lets one
 * that is nothing but a {@code PhalaMq} call provide the tag of its message and require that of the
 * message before.
 */
public final class SequenceTag {
  private SequenceTag() {}

  /**
   * The tag of one message.
   *
   * @param encodedOrigin SCALE of the sender
   * @param sequence number of the message among the sender's
   */
  public static Bytes of(Bytes encodedOrigin, long sequence) {
    var tag = new ScaleWriter().string("PhalaMqOffchainMessages");
    return Bytes.of(tag.bytes(encodedOrigin.toByteArray()).u64(sequence).toByteArray());
  }
}
