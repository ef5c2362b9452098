package dev.runtimebridge.solo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The same against Kafka's own image, where a Docker engine answers. */
class ContainerBrokerEndToEndIT extends EndToEnd {
  private static KafkaContainer kafka;

  @AfterAll
  static void stopKafka() {
    if (kafka != null) {
      kafka.stop();
    }
  }

  @Override
  List<String> broker() {
    // Here and not before all tests, so that each is reported as skipped, with the reason.
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "skipped: no Docker engine answers, so there is no container to run Kafka in");
    if (kafka == null) {
      kafka = new KafkaContainer("apache/kafka:4.1.1");
      kafka.start();
    }
    return List.of("--bootstrap-servers", kafka.getBootstrapServers());
  }
}
