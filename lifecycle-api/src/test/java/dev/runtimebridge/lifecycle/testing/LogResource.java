package dev.runtimebridge.lifecycle.testing;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.topic.TopicCreation;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** A broker with the bridge's topics, a decider, and a data folder, for the time of the tests. */
public final class LogResource implements QuarkusTestResourceLifecycleManager {
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("bridge", 2);
  private @Nullable EmbeddedBroker broker;
  private @Nullable StubDecider decider;
  private Path folder = Path.of("");

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("lifecycle-api");
      var started = EmbeddedBroker.start(folder.resolve("kafka"));
      broker = started;
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", started.bootstrapServers()))) {
        TopicCreation.ensure(admin, TOPICS, (short) 1, Duration.ofSeconds(30));
      }
      decider = new StubDecider(started.bootstrapServers(), TOPICS);
      return Map.of(
          "bridge.kafka.bootstrap-servers",
          started.bootstrapServers(),
          "bridge.topics.worker-partitions",
          "2",
          "bridge.api.data-dir",
          folder.resolve("api").toString(),
          "bridge.api.prb.enabled",
          "true",
          // Few enough for a test to use them all up.
          "bridge.api.http-calls",
          "24",
          "bridge.api.session-streams",
          "3",
          "quarkus.http.test-port",
          "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(decider, new TestInjector.MatchesType(StubDecider.class));
    injector.injectIntoFields(this, new TestInjector.MatchesType(LogResource.class));
  }

  /** Lets the broker go away while {@code meanwhile} runs, and come back on folder and port. */
  public void withoutBroker(Runnable meanwhile) {
    EmbeddedBroker leaving = Objects.requireNonNull(broker);
    leaving.close();
    try {
      meanwhile.run();
    } finally {
      broker = EmbeddedBroker.start(folder.resolve("kafka"), leaving.port());
    }
  }

  @Override
  public void stop() {
    if (decider != null) {
      decider.close();
    }
    if (broker != null) {
      broker.close();
    }
  }
}
