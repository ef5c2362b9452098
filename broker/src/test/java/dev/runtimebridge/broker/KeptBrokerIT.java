package dev.runtimebridge.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KeptBrokerIT {
  @TempDir Path folder;

  @Test
  @Timeout(120)
  void shouldComeBackOnItsPortWithItsTopicsWhenKafkaEndsTheProcess() throws Exception {
    try (var kept = KeptBroker.start(folder);
        var admin = Admin.create(Map.of("bootstrap.servers", kept.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("before", 1, (short) 1))).all().get();

      Exit.halt(1, "what a broker says when its folder fails");

      assertFalse(kept.isUp());
      while (!kept.isUp()) {
        Thread.onSpinWait();
      }

      createWhenItIsBack(admin, "after");
      while (!admin.listTopics().names().get().contains("after")) {
        // The broker learns of it from its controller a moment later.
        Thread.onSpinWait();
      }
      assertEquals(Set.of("before", "after"), admin.listTopics().names().get());
    }
  }

  private static void createWhenItIsBack(Admin admin, String topic) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        return;
      } catch (ExecutionException away) {
        assertTrue(System.nanoTime() < deadline, "still away: " + away);
      }
    }
  }

  @Test
  void shouldRefuseAFolderThatCannotBeUsedAtTheFirstStart() {
    assertThrows(BrokerStartException.class, () -> KeptBroker.start(Path.of("/dev/null/nothing")));
  }
}
