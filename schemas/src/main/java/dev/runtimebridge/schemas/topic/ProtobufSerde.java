package dev.runtimebridge.schemas.topic;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Protobuf messages as record values; a {@code null} value stays {@code null} (a tombstone). */
public final class ProtobufSerde<V extends MessageLite> implements Serde<V> {
  private final Parser<V> parser;
  private final String messageName;

  private ProtobufSerde(Parser<V> parser, String messageName) {
    this.parser = parser;
    this.messageName = messageName;
  }

  /** The serde of the message that {@code prototype} is an instance of. */
  @SuppressWarnings("unchecked")
  public static <V extends MessageLite> ProtobufSerde<V> of(V prototype) {
    return new ProtobufSerde<>(
        (Parser<V>) prototype.getParserForType(), prototype.getClass().getSimpleName());
  }

  @Override
  public Serializer<V> serializer() {
    return (topic, value) -> value == null ? null : value.toByteArray();
  }

  /** A record that is not such a message is refused with {@link SerializationException}. */
  @Override
  public Deserializer<V> deserializer() {
    return this::parse;
  }

  private @Nullable V parse(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new SerializationException(
          "a record of topic %s is no %s: %s".formatted(topic, messageName, e.getMessage()), e);
    }
  }
}
