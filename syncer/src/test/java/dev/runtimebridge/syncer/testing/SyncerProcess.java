package dev.runtimebridge.syncer.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A syncer in a process of its own, so that it can be killed. */
public final class SyncerProcess {
  private SyncerProcess() {}

  /**
   * Starts one, whose name is always the same; who called it ends it.
   *
   * @param sessionTimeout when the group gives up on it once it is silent
   */
  public static Process start(
      String bootstrapServers, String prefix, Path stateDir, Duration sessionTimeout)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            SyncerProcess.class.getName(),
            bootstrapServers,
            prefix,
            stateDir.toString(),
            Long.toString(sessionTimeout.toMillis()))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs until it is killed: bootstrap servers, prefix, folder, session timeout. */
  public static void main(String[] args) throws InterruptedException {
    try (var _ =
        TestConfig.start(
            args[0],
            args[1],
            Path.of(args[2]),
            Map.of(
                "bridge.syncer.instance-id",
                "child",
                "bridge.syncer.streams.\"session.timeout.ms\"",
                args[3]))) {
      new CountDownLatch(1).await();
    }
  }
}
