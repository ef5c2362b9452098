package dev.runtimebridge.syncer.adapter.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops at a record that cannot be read and says where it is; nothing is ever skipped. */
public final class StopAtUnreadable implements DeserializationExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(StopAtUnreadable.class);

  @Override
  public DeserializationHandlerResponse handle(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> unreadable, Exception error) {
    LOG.error(
        "Record cannot be read, its partition stops here: topic={} partition={} offset={} error={}",
        unreadable.topic(),
        unreadable.partition(),
        unreadable.offset(),
        String.valueOf(error.getMessage()));
    return DeserializationHandlerResponse.FAIL;
  }

  @Override
  public void configure(Map<String, ?> settings) {
    // There is nothing to set.
  }
}
