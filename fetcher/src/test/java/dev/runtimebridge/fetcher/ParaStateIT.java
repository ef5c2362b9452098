package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the parachain's state, as the blocks come and from a log that lacks it. */
class ParaStateIT {
  private static final String PREFIX = "state";

  @TempDir Path data;

  @Test
  void shouldTellTheStateWithTheBlocksAndFromAnOlderLogAlike() throws Exception {
    try (var stage = ChainsAndLog.start(data, ChainsAndLog.smallBlocks().history(40).build())) {
      try (var fetcher = stage.fetcher(PREFIX)) {
        stage.awaitTip(fetcher);
        stage.devnet().produce(6);
        stage.awaitTip(fetcher);
      }
      PublishedLog told = stage.log(PREFIX).assertWhole();
      var state = new ToldState(told);
      assertEquals(told.para().size() - 1, state.clock().getClock().getBlockNumber());
      assertTrue(state.clock().getClock().getTimeMs() > 0);

      forgetState(stage);
      try (var fetcher = stage.fetcher(PREFIX)) {
        stage.awaitTip(fetcher);
        Eventually.holds(
            ChainsAndLog.DEADLINE,
            () -> fetcher.state().toString(),
            () -> stage.log(PREFIX).state().stream().anyMatch(told.state().getLast()::equals));
      }
      assertEquals(state.table(), new ToldState(stage.log(PREFIX).assertWhole()).table());
    }
  }

  /** Leaves what a version that told no state would have written. */
  private static void forgetState(ChainsAndLog stage) throws Exception {
    var topics = TopicCatalogue.of(PREFIX, 1);
    var names = List.of(topics.paraState().name(), topics.chainMetadata().name());
    try (var admin = Admin.create(Map.of("bootstrap.servers", stage.broker().bootstrapServers()))) {
      admin.deleteTopics(names).all().get();
      Eventually.holds(
          ChainsAndLog.DEADLINE,
          () -> "topics are still there",
          () -> {
            try {
              return admin.listTopics().names().get().stream().noneMatch(names::contains);
            } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
  }
}
