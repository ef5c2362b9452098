package dev.runtimebridge.solo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged application as a process of its own, as an operator runs it. */
public final class SoloProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  private SoloProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code bridge COMMAND ARGUMENT…} with a heap of 2 GiB and an API port of its own. */
  public static SoloProcess start(Path folder, String command, String... arguments) {
    return start(folder, command, freePort(), arguments);
  }

  /** The same with the API on {@code port}. */
  public static SoloProcess start(Path folder, String command, int port, String... arguments) {
    return start(folder, Map.of(), command, port, arguments);
  }

  /** The same with settings beside its options. */
  public static SoloProcess start(
      Path folder, Map<String, String> settings, String command, int port, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx2g", "-XX:+UseCompactObjectHeaders"));
    // It lives for seconds: with the second compiler a start takes twice the processor time.
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    settings.forEach((key, value) -> line.add("-D%s=%s".formatted(key, value)));
    line.addAll(List.of("-jar", System.getProperty("application.jar"), command));
    line.addAll(List.of("--port", Integer.toString(port)));
    line.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(folder, command, ".out");
      var process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new SoloProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Exit code, once it ended by itself. */
  int await(Duration deadline) throws InterruptedException {
    if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + deadline + ":\n" + output());
    }
    return process.exitValue();
  }

  /** True if it ended within {@code time}. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What it printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it, and returns once its folder is free for who comes next. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** A port of loopback that nobody listens on. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
