package dev.runtimebridge.syncer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.DeleteWorker;
import dev.runtimebridge.schemas.v1.RequestFailed;
import dev.runtimebridge.schemas.v1.SessionOpened;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.schemas.v1.WorkerObservationRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputCheckTest {
  private static final String WORKER = "worker/1";
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("test", 1);
  private static final String COMMANDS = TOPICS.workerCommands().name();
  private static final String OBSERVATIONS = TOPICS.workerObservations().name();
  private static final WorkerCommandRecord DELETE =
      WorkerCommandRecord.newBuilder()
          .setId("c1")
          .setDeleteWorker(DeleteWorker.getDefaultInstance())
          .build();
  private static final WorkerObservationRecord OPENED =
      WorkerObservationRecord.newBuilder()
          .setId("o1")
          .setSessionOpened(SessionOpened.getDefaultInstance())
          .build();

  private final InputCheck check = new InputCheck(TOPICS);

  @Test
  void shouldPassWhatCanBeRead() {
    assertEquals(Optional.empty(), fault(COMMANDS, WORKER, DELETE));
    assertEquals(Optional.empty(), fault(OBSERVATIONS, WORKER, OPENED));
  }

  @Test
  void shouldHaveNoOpinionOnOtherTopics() {
    byte[] garbage = {-1, -1};

    assertEquals(Optional.empty(), fault("elsewhere", null, garbage));
  }

  @Test
  void shouldFindBytesThatAreNoMessage() {
    byte[] garbage = {-1, -1};

    assertFault("no WorkerCommandRecord", fault(COMMANDS, WORKER, garbage));
  }

  @Test
  void shouldFindAMissingKeyAndAMissingValue() {
    assertFault("no key", fault(COMMANDS, null, DELETE));
    assertFault("no value", fault(COMMANDS, WORKER, (byte @Nullable []) null));
  }

  @Test
  void shouldFindAKeyOfNeitherKind() {
    assertFault("\"miner/1\"", fault(OBSERVATIONS, "miner/1", OPENED));
  }

  @Test
  void shouldFindWhatThisVersionDoesNotKnow() {
    var later = DELETE.toBuilder().clearDeleteWorker().build();
    var failed =
        OPENED.toBuilder().setRequestFailed(RequestFailed.newBuilder().setStageValue(5)).build();

    assertFault("command c1 asks for nothing", fault(COMMANDS, WORKER, later));
    assertFault("no kind of failure", fault(OBSERVATIONS, WORKER, failed));
  }

  @Test
  void shouldFindATimeThatIsNone() {
    var never = DELETE.toBuilder().setTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE));

    assertFault(Long.toString(Long.MAX_VALUE), fault(COMMANDS, WORKER, never.build()));
  }

  private Optional<String> fault(String topic, @Nullable String key, MessageLite value) {
    return fault(topic, key, value.toByteArray());
  }

  private Optional<String> fault(String topic, @Nullable String key, byte @Nullable [] value) {
    byte @Nullable [] rawKey = key == null ? null : key.getBytes(UTF_8);
    return check.fault(new ConsumerRecord<>(topic, 0, 9, rawKey, value));
  }

  private static void assertFault(String part, Optional<String> fault) {
    assertTrue(fault.orElse("").contains(part), fault::toString);
  }
}
