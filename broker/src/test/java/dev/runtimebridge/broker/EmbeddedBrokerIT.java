package dev.runtimebridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path folder;

  @Test
  void shouldKeepTopicsOverARestart() throws Exception {
    try (var broker = EmbeddedBroker.start(folder);
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
    }
    try (var broker = EmbeddedBroker.start(folder);
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertEquals(Set.of("kept"), admin.listTopics().names().get());
    }
  }

  @Test
  void shouldNameTheFolderThatCannotBeUsed() {
    var failure =
        assertThrows(
            BrokerStartException.class, () -> EmbeddedBroker.start(Path.of("/dev/null/nothing")));
    assertEquals(true, failure.getMessage().contains("/dev/null/nothing"));
  }
}
