package dev.runtimebridge.schemas.topic;

import com.google.protobuf.MessageLite;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * One topic: where records of one kind are kept and how.
 *
 * @param name full name, with the prefix of this bridge
 * @param keyMeaning what the key holds, for the reader of the catalogue
 * @param value serde of the value
 * @param valueName name of the value's message
 * @param partitions how many
 * @param retention what is kept
 * @param maxMessageBytes largest record that the broker takes
 * @param <V> Protobuf message of the value
 */
public record Topic<V extends MessageLite>(
    String name,
    String keyMeaning,
    Serde<V> value,
    String valueName,
    int partitions,
    Retention retention,
    int maxMessageBytes) {

  /** Keys are UTF-8 text everywhere; topics of one partition have none or a constant one. */
  public Serde<String> key() {
    return Serdes.String();
  }

  /** How to create this topic on a cluster that keeps {@code replicas} copies. */
  public NewTopic newTopic(short replicas) {
    Map<String, String> config = new HashMap<>(retention.config());
    config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
    return new NewTopic(name, partitions, replicas).configs(config);
  }
}
