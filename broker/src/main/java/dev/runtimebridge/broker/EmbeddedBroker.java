package dev.runtimebridge.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, broker and KRaft controller at once, that keeps its log in a folder and listens
 * on loopback. A second start on the same folder goes on with the same records; two at once on one
 * folder would corrupt it and the second is refused by the broker's own lock.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** Constant, so that a folder can be formatted again without harm. */
  private static final String CLUSTER_ID = "cnVudGltZS1icmlkZ2Utc28";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts on a free port; blocks the few seconds until the broker answers. */
  public static EmbeddedBroker start(Path folder) {
    return start(folder, freePort());
  }

  /**
   * Starts on {@code port}.
   *
   * @throws BrokerStartException if the folder or the port cannot be used
   */
  public static EmbeddedBroker start(Path folder, int port) {
    return start(folder, port, port);
  }

  /**
   * Starts on {@code port} for clients that reach it by another port, behind which something passes
   * their bytes on.
   *
   * @throws BrokerStartException if the folder or the port cannot be used
   */
  public static EmbeddedBroker start(Path folder, int port, int advertisedPort) {
    try {
      format(folder);
      var settings = BrokerSettings.of(folder, port, advertisedPort, freePort());
      var config = KafkaConfig.fromProps(toProperties(settings));
      var server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      LOG.info("Broker started: folder={} port={}", folder, port);
      return new EmbeddedBroker(server, port);
    } catch (Exception | InternalError e) {
      // The JVM tells a write to a mapped index file on a full disk as an InternalError.
      throw new BrokerStartException(
          "the embedded broker did not start on folder %s and port %d: %s"
              .formatted(folder, port, e.getMessage()),
          e);
    }
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Port of the broker on loopback. */
  public int port() {
    return port;
  }

  /** Stops and waits until the folder is closed. Clients should be closed before. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path folder) throws Exception {
    var formatter = new Formatter();
    formatter
        .setNodeId(BrokerSettings.NODE_ID)
        .setClusterId(CLUSTER_ID)
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setDirectories(List.of(folder.toString()))
        .setMetadataLogDirectory(folder.toString())
        .setIgnoreFormatted(true)
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .run();
  }

  private static Properties toProperties(Map<String, String> settings) {
    var properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerStartException("no free port on loopback: " + e.getMessage(), e);
    }
  }
}
