package dev.runtimebridge.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link EmbeddedBroker} that comes back by itself. When its folder fails, most often because
 * the disk is full, a broker ends its whole process; here that would take the services along, so it
 * is stopped and started again on the same port until it can go on.
 *
 * <p>Kafka's way to end the process belongs to the whole process, so there is one at a time.
 */
public final class KeptBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptBroker.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable EmbeddedBroker broker;

  private KeptBroker(Path folder, EmbeddedBroker broker) {
    this.folder = folder;
    this.port = broker.port();
    this.broker = broker;
  }

  /**
   * Starts on a free port.
   *
   * @throws BrokerStartException if the folder cannot be used at this first start
   */
  public static KeptBroker start(Path folder) {
    var kept = new KeptBroker(folder, EmbeddedBroker.start(folder));
    Exit.setHaltProcedure((status, message) -> kept.onFailure(message));
    Exit.setExitProcedure((status, message) -> kept.onFailure(message));
    return kept;
  }

  /** What clients put into {@code bootstrap.servers}; the same over every restart. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** False from the moment that the broker gave up until it is back. */
  public boolean isUp() {
    return !failed.get();
  }

  /** Stops for good; clients should be closed before. */
  @Override
  public void close() {
    closed.countDown();
    stop();
    Exit.resetHaltProcedure();
    Exit.resetExitProcedure();
  }

  private void onFailure(@Nullable String message) {
    if (closed.getCount() > 0 && failed.compareAndSet(false, true)) {
      LOG.error(
          "Broker gave up, most likely for want of disk space; all wait until it is back: folder={} freeBytes={} error={}",
          folder,
          folder.toFile().getUsableSpace(),
          message);
      Thread.ofPlatform().daemon().name("broker-restart").start(this::restart);
    }
  }

  private void restart() {
    stop();
    try {
      while (!closed.await(AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS) && !startAgain()) {
        LOG.debug("Broker did not come back yet: folder={}", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean startAgain() {
    if (closed.getCount() == 0) {
      return true;
    }
    // A start that fails half-way asks for the process's end as well, and is tried again here.
    failed.set(true);
    try {
      broker = EmbeddedBroker.start(folder, port);
      failed.set(false);
      LOG.info("Broker is back: folder={} port={}", folder, port);
      return true;
    } catch (BrokerStartException e) {
      LOG.warn("Broker is still away: error={}", e.getMessage());
      return false;
    }
  }

  /** A broker with a failed folder may not end: its threads are left behind then. */
  private synchronized void stop() {
    EmbeddedBroker running = broker;
    broker = null;
    if (running == null) {
      return;
    }
    Thread stopping = Thread.ofPlatform().daemon().name("broker-stop").start(running::close);
    try {
      if (!stopping.join(STOP_DEADLINE)) {
        LOG.warn("Broker did not stop in time: folder={}", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
