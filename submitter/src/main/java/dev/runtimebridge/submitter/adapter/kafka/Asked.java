package dev.runtimebridge.submitter.adapter.kafka;

import dev.runtimebridge.submitter.port.JournalException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;

/** Asks the cluster, and says in the port's words what went wrong. */
final class Asked {
  private Asked() {}

  /** Something asked of Kafka. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws JournalException, InterruptedException;
  }

  static <T> T of(KafkaClients clients, String what, Call<T> call)
      throws JournalException, InterruptedException {
    try {
      return call.run();
    } catch (InterruptException e) {
      // The client sets the flag again; who waits is told by the exception.
      Thread.interrupted();
      throw interrupted(what, e);
    } catch (SerializationException e) {
      throw new JournalException.Unreadable(
          "could not %s: %s; run the release that wrote it, or begin a new log with another bridge.topics.prefix"
              .formatted(what, e.getMessage()));
    } catch (KafkaException | IllegalStateException e) {
      if (Thread.interrupted()) {
        throw interrupted(what, e);
      }
      throw failed(clients, what, e);
    }
  }

  private static InterruptedException interrupted(String what, RuntimeException cause) {
    var interrupted = new InterruptedException("interrupted: " + what);
    interrupted.initCause(cause);
    return interrupted;
  }

  private static JournalException failed(KafkaClients clients, String what, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return new JournalException.Fenced("could not %s: %s".formatted(what, e.getMessage()), e);
      }
    }
    return new JournalException.Unavailable(
        "could not %s in Kafka at %s (bridge.kafka.bootstrap-servers): %s"
            .formatted(what, clients.bootstrapServers(), e.getMessage()),
        e);
  }
}
