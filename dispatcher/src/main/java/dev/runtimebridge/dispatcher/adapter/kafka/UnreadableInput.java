package dev.runtimebridge.dispatcher.adapter.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * Stops the streams at a record that is no message of its topic, and says where it is: left out, it
 * would be a worker or a payment less.
 */
public final class UnreadableInput implements DeserializationExceptionHandler {
  @Override
  public DeserializationHandlerResponse handle(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception error) {
    throw new StreamsException(
        "the record at topic %s, partition %d, offset %d cannot be read: %s"
            .formatted(record.topic(), record.partition(), record.offset(), error.getMessage()));
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // Nothing is settable.
  }
}
