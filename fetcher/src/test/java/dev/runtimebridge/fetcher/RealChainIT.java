package dev.runtimebridge.fetcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The unchanged fetcher against chains with real runtimes. It runs where {@code real.chain.relay}
 * and {@code real.chain.para} name the two WebSocket URLs, and is skipped elsewhere.
 */
class RealChainIT {
  private static final long HEADERS = Long.getLong("real.chain.headers", 40);

  @TempDir Path data;

  @Test
  void shouldFollowChainsWithRealRuntimes() throws Exception {
    String relay = System.getProperty("real.chain.relay", "");
    String para = System.getProperty("real.chain.para", "");
    Assumptions.assumeTrue(
        !relay.isEmpty() && !para.isEmpty(), "skipped: no real.chain.relay and real.chain.para");
    try (var broker = EmbeddedBroker.start(data);
        var fetcher =
            RunningFetcher.start(
                broker.bootstrapServers(),
                "real",
                FetcherSettings.DEFAULT,
                Duration.ofSeconds(30),
                List.of(relay),
                List.of(para))) {
      Eventually.holds(
          Duration.ofMinutes(4),
          () -> fetcher.state().toString(),
          () -> fetcher.relayHeight() >= HEADERS);
      PublishedLog log =
          PublishedLog.read(broker.bootstrapServers(), TopicCatalogue.of("real", 1)).assertWhole();
      assertTrue(log.relay().stream().anyMatch(record -> record.getChangesSet()));
      assertTrue(log.para().size() > 1);
    }
  }
}
