package dev.runtimebridge.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a node that is alone: one copy of everything, quick restarts, little memory. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String MIB_64 = Integer.toString(64 << 20);

  private BrokerSettings() {}

  static Map<String, String> of(
      Path folder, int brokerPort, int advertisedPort, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + advertisedPort);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    oneCopy(settings);
    quickRestart(settings);
    settings.put("message.max.bytes", MIB_64);
    settings.put("replica.fetch.max.bytes", MIB_64);
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    settings.put("log.cleaner.threads", "1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.segment.bytes", Integer.toString(256 << 20));
    // Index files are made at this size for every partition; it is enough for such a segment.
    settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    return settings;
  }

  private static void oneCopy(Map<String, String> settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
  }

  /** A dead client or a dead broker is forgotten within seconds: nobody else waits for it here. */
  private static void quickRestart(Map<String, String> settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    // What a dead client left open holds up readers; each second is looked whether it is over.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("broker.session.timeout.ms", "4000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // Nobody takes over what it leads, and with a failed folder the leave is never granted.
    settings.put("controlled.shutdown.enable", "false");
  }
}
