package dev.runtimebridge.schemas.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  private final TopicCatalogue topics = TopicCatalogue.of("khala", 12);

  @Test
  void shouldLeadEveryNameWithThePrefix() {
    List<String> names = topics.all().stream().map(topic -> topic.name()).toList();
    assertTrue(names.stream().allMatch(name -> name.startsWith("khala.")), names.toString());
    assertEquals(names.size(), new HashSet<>(names).size());
  }

  @Test
  void shouldKeepBlocksInOnePartitionForEver() {
    for (Topic<?> topic : List.of(topics.relayHeaders(), topics.paraBlocks())) {
      assertEquals(1, topic.partitions());
      assertEquals("-1", topic.newTopic((short) 1).configs().get("retention.ms"));
    }
  }

  @Test
  void shouldLetRoundsSeeAllWorkersInOnePartition() {
    for (Topic<?> topic :
        List.of(
            topics.paraState(),
            topics.dispatchWorkers(),
            topics.dispatchReports(),
            topics.dispatchEvents())) {
      assertEquals(1, topic.partitions(), topic.name());
    }
  }

  @Test
  void shouldGiveWorkerTopicsTheSamePartitions() {
    assertEquals(12, topics.workerCommands().partitions());
    assertEquals(12, topics.workerObservations().partitions());
    assertEquals(12, topics.workerEvents().partitions());
    assertEquals(12, topics.workerState().partitions());
  }

  @Test
  void shouldCompactWhatHoldsTheNewestValueOnly() {
    assertEquals(
        "compact", topics.workerState().newTopic((short) 3).configs().get("cleanup.policy"));
    assertEquals(3, topics.workerState().newTopic((short) 3).replicationFactor());
  }
}
