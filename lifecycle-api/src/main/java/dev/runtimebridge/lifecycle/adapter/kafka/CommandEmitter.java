package dev.runtimebridge.lifecycle.adapter.kafka;

import dev.runtimebridge.lifecycle.command.CommandLog;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Writes commands through the channel {@value #CHANNEL}, whose settings are in the defaults. */
@ApplicationScoped
class CommandEmitter implements CommandLog {
  static final String CHANNEL = "worker-commands";
  private static final int BUFFER = 1_024;

  private final Emitter<Record<String, byte[]>> emitter;

  CommandEmitter(
      @Channel(CHANNEL) @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
          Emitter<Record<String, byte[]>> emitter) {
    this.emitter = emitter;
  }

  @Override
  public CompletionStage<?> publish(WorkerCommandRecord command) {
    try {
      return emitter.send(Record.of(command.getAggregateId(), command.toByteArray()));
    } catch (IllegalStateException e) {
      // The buffer is full or the channel is closing.
      return CompletableFuture.failedFuture(e);
    }
  }
}
