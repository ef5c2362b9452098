package dev.runtimebridge.devnet.runtime.message;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.List;

/**
 * A message between chain and workers: {@code sender destination payload}.
 *
 * @param destination topic in UTF-8; one that begins with {@code ^} is for the chain's pallets
 * @param payload SCALE of what the topic is about
 */
public record Message(MessageOrigin sender, Bytes destination, Bytes payload) {
  private static final int SMALLEST = 3;

  /** A message of one of the chain's pallets. */
  public static Message ofPallet(String pallet, String topic, Bytes payload) {
    return new Message(new MessageOrigin.Pallet(Bytes.utf8(pallet)), Bytes.utf8(topic), payload);
  }

  /** Reads one. */
  public static Message read(ScaleReader in) {
    return new Message(MessageOrigin.read(in), Bytes.read(in), Bytes.read(in));
  }

  /** Writes it. */
  public void write(ScaleWriter out) {
    sender.write(out);
    destination.write(out);
    payload.write(out);
  }

  /**
   * The messages in a value of {@code PhalaMq.OutboundMessages}.
   *
   * @throws dev.runtimebridge.substrate.scale.MalformedScale if they are none
   */
  public static List<Message> listOf(Bytes value) {
    return ScaleReader.decodeAll(value.toByteArray(), in -> in.list(SMALLEST, Message::read));
  }

  /** A value of {@code PhalaMq.OutboundMessages}. */
  public static Bytes encode(List<Message> messages) {
    var out = new ScaleWriter(256).list(messages, (each, message) -> message.write(each));
    return Bytes.of(out.toByteArray());
  }
}
