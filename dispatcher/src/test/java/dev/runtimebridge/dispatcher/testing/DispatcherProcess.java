package dev.runtimebridge.dispatcher.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A dispatcher in a process of its own, so that it can be killed. */
public final class DispatcherProcess {
  private DispatcherProcess() {}

  /** Starts one; who called it ends it. */
  public static Process start(
      String bootstrapServers, String prefix, Path stateDir, String instance) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            DispatcherProcess.class.getName(),
            bootstrapServers,
            prefix,
            stateDir.toString(),
            instance)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs until it is killed: bootstrap servers, prefix, folder, name. */
  public static void main(String[] args) throws InterruptedException {
    try (var _ = TestConfig.start(args[0], args[1], Path.of(args[2]), args[3], Map.of())) {
      new CountDownLatch(1).await();
    }
  }
}
