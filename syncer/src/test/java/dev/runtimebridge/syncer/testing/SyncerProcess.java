package dev.runtimebridge.syncer.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A syncer in a process of its own, so that it can be killed. */
public final class SyncerProcess {
  private SyncerProcess() {}

  /** Starts one; who called it ends it. */
  public static Process start(String bootstrapServers, String prefix, Path stateDir)
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
            stateDir.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs until it is killed: bootstrap servers, prefix of the topics, folder of the state. */
  public static void main(String[] args) throws InterruptedException {
    try (var _ =
        TestConfig.start(
            args[0], args[1], Path.of(args[2]), Map.of("bridge.syncer.instance-id", "child"))) {
      new CountDownLatch(1).await();
    }
  }
}
