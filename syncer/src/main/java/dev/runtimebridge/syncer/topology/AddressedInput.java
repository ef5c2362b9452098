package dev.runtimebridge.syncer.topology;

import com.google.protobuf.Message;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Input;
import org.jspecify.annotations.Nullable;

/**
 * A command or an observation, and whom it is for.
 *
 * @param id pool or worker
 * @param input what it is asked or told
 */
record AddressedInput(AggregateId id, Input input) {

  /**
   * What a record says.
   *
   * @throws UnreadableRecord if it says nothing this version understands
   */
  static AddressedInput read(@Nullable String key, @Nullable Message value) {
    if (key == null) {
      throw new UnreadableRecord("it has no key");
    }
    if (value == null) {
      throw new UnreadableRecord("it has no value");
    }
    try {
      return new AddressedInput(new AggregateId(key), input(value));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecord(String.valueOf(e.getMessage()), e);
    }
  }

  private static Input input(Message value) {
    return switch (value) {
      case WorkerCommandRecord command -> CommandCodec.read(command);
      case WorkerObservationRecord observation -> ObservationCodec.read(observation);
      default ->
          throw new UnreadableRecord(
              "no command and no observation: " + value.getClass().getName());
    };
  }
}
