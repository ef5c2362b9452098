package dev.runtimebridge.solo.replay;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log that this version cannot read; names where it is. */
final class LogUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LogUnreadable(ConsumerRecord<byte[], byte[]> record, Throwable cause) {
    super(
        "topic %s, partition %d, offset %d cannot be read: %s"
            .formatted(record.topic(), record.partition(), record.offset(), cause.getMessage()),
        cause);
  }
}
