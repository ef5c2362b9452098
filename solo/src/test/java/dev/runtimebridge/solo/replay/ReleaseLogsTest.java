package dev.runtimebridge.solo.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.StoredAggregate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs as each release wrote them, replayed by the present code: nothing of them is lost on it, and
 * the tables are what they were.
 */
class ReleaseLogsTest {
  private static final Path LOGS = Path.of("src/test/resources/logs");
  private static final String SUFFIX = ".log.gz";
  private static final String CHANGELOG = "syncer-worker-states-changelog";

  static List<String> releases() throws IOException {
    try (Stream<Path> files = Files.list(LOGS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted(Comparator.comparing(Runtime.Version::parse))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void shouldMakeTheSameTablesOfTheLogOf(String release) throws IOException {
    String recorded = Files.readString(LOGS.resolve(release + ".tables.txt"));
    assertEquals(recorded, new RebuiltTables(log(release)).text());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void shouldAgreeWithTheTablesThatWereWrittenBy(String release) throws IOException {
    List<RecordedLog.Entry> log = log(release);
    var rebuilt = new RebuiltTables(log);
    Map<String, byte[]> states = table(log, "worker.state");
    assertEquals(rebuilt.aggregates().keySet(), states.keySet());
    for (String key : states.keySet()) {
      var live = AggregateStateRecord.parseFrom(states.get(key));
      var compared = rebuilt.aggregates().get(key).against(live);
      assertEquals(List.of(), MessageDiff.of(compared.rebuilt(), compared.live()), key);
      var stored = StoredAggregate.parseFrom(table(log, CHANGELOG).get(key));
      assertEquals(live, stored.getState(), key);
      assertEquals(rebuilt.commands().get(key), stored.getAppliedCommandsList(), key);
    }
    Map<String, byte[]> told = table(log, "chain.para-state");
    assertEquals(rebuilt.paraState().keySet(), told.keySet());
    for (String key : told.keySet()) {
      assertEquals(rebuilt.paraState().get(key), ParaStateRecord.parseFrom(told.get(key)), key);
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void shouldKnowEveryFieldOf(String release) throws IOException {
    for (RecordedLog.Entry entry : log(release)) {
      assertKnown(message(entry), entry.topic() + " " + entry.key());
    }
  }

  /** A new kind needs a new log: see {@link RecordReleaseLogIT}. */
  @ParameterizedTest
  @ValueSource(strings = {"worker.commands", "worker.observations", "worker.events", "tx.events"})
  void shouldHaveAnExampleOfEveryKindIn(String topic) throws IOException {
    List<Message> examples =
        log(releases().getLast()).stream()
            .filter(entry -> entry.topic().equals(topic))
            .map(ReleaseLogsTest::message)
            .toList();
    OneofDescriptor kinds = examples.getFirst().getDescriptorForType().getOneofs().getFirst();
    assertEquals(
        List.of(),
        kinds.getFields().stream()
            .filter(kind -> examples.stream().noneMatch(example -> example.hasField(kind)))
            .map(FieldDescriptor::getName)
            .toList(),
        "record a log with examples of these");
  }

  private static void assertKnown(Message message, String where) {
    assertTrue(
        message.getUnknownFields().asMap().isEmpty(),
        () -> where + " has a field that is not known any more: " + message);
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getValue() instanceof Message inner) {
        assertKnown(inner, where);
      } else if (field.getValue() instanceof List<?> many) {
        for (Object each : many) {
          if (each instanceof Message inner) {
            assertKnown(inner, where);
          }
        }
      }
    }
  }

  private static Message message(RecordedLog.Entry entry) {
    if (entry.topic().equals(CHANGELOG)) {
      return parsed(entry, StoredAggregate.getDefaultInstance());
    }
    for (Topic<? extends MessageLite> topic : TopicCatalogue.of("x", 1).all()) {
      if (topic.name().equals("x." + entry.topic())) {
        return (Message) topic.value().deserializer().deserialize(topic.name(), entry.value());
      }
    }
    throw new AssertionError("there is no topic " + entry.topic() + " any more");
  }

  private static Message parsed(RecordedLog.Entry entry, Message prototype) {
    try {
      return prototype.getParserForType().parseFrom(entry.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, byte[]> table(List<RecordedLog.Entry> log, String topic) {
    Map<String, byte[]> table = new TreeMap<>();
    log.stream()
        .filter(entry -> entry.topic().equals(topic))
        .forEach(entry -> table.put(entry.key(), entry.value()));
    return table;
  }

  private static List<RecordedLog.Entry> log(String release) throws IOException {
    try (var in = Files.newInputStream(LOGS.resolve(release + SUFFIX))) {
      return RecordedLog.read(in);
    }
  }
}
