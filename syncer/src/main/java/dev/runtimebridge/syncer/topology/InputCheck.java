package dev.runtimebridge.syncer.topology;

import com.google.protobuf.Message;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Whether raw records of the input topics can be read, by the very code that reads them when they
 * are decided: who receives records can stop at a bad one before the topology meets it.
 */
public final class InputCheck {
  private final StringDeserializer keys = new StringDeserializer();
  private final Map<String, Deserializer<? extends Message>> values;
  private final String journal;

  /** For the input topics of {@code topics}. */
  public InputCheck(TopicCatalogue topics) {
    journal = topics.txEvents().name();
    values =
        Map.of(
            topics.workerCommands().name(),
            values(topics.workerCommands()),
            topics.workerObservations().name(),
            values(topics.workerObservations()),
            journal,
            values(topics.txEvents()));
  }

  /** What is wrong with a record; nothing if it can be read or if its topic is no input topic. */
  public Optional<String> fault(ConsumerRecord<byte[], byte[]> raw) {
    Deserializer<? extends Message> value = values.get(raw.topic());
    if (value == null) {
      return Optional.empty();
    }
    try {
      Message message = value.deserialize(raw.topic(), raw.value());
      if (!raw.topic().equals(journal)) {
        var _ = AddressedInput.read(keys.deserialize(raw.topic(), raw.key()), message);
      }
      return Optional.empty();
    } catch (SerializationException | UnreadableRecord e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static <V extends Message> Deserializer<V> values(Topic<V> topic) {
    return topic.value().deserializer();
  }
}
