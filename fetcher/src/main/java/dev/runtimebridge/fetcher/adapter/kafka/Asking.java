package dev.runtimebridge.fetcher.adapter.kafka;

import dev.runtimebridge.fetcher.port.LogException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Asks something of Kafka, and says in the log's words what went wrong.
 *
 * @param bootstrapServers where it is asked
 */
record Asking(String bootstrapServers) {

  /** Something asked of Kafka. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws LogException;
  }

  /**
   * The answer.
   *
   * @param what is asked, for the message of a failure
   * @throws LogException.Fenced if another fetcher writes the log now
   * @throws LogException.Unavailable if Kafka cannot do it at present
   */
  <T> T to(String what, Call<T> call) throws LogException {
    try {
      return call.run();
    } catch (KafkaException | IllegalStateException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProducerFencedException
            || cause instanceof InvalidProducerEpochException) {
          throw new LogException.Fenced("could not %s: %s".formatted(what, e.getMessage()), e);
        }
      }
      throw new LogException.Unavailable(
          "could not %s in Kafka at %s (bridge.kafka.bootstrap-servers): %s"
              .formatted(what, bootstrapServers, e.getMessage()),
          e);
    }
  }
}
