package dev.runtimebridge.solo.demo;

import dev.runtimebridge.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service, or the broker, as a process of its own that can be killed and started again. */
final class ServiceProcess implements AutoCloseable {
  private final String name;
  private final List<String> line;
  private final Path output;
  private Process process;

  private ServiceProcess(String name, List<String> line, Path folder) {
    this.name = name;
    this.line = List.copyOf(line);
    this.output = folder.resolve(name + ".out");
  }

  /** The packaged service of that module, which listens on any free port. */
  static ServiceProcess of(String module, Path folder, Map<String, String> settings) {
    List<String> line = java("-Xmx512m");
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    Path services = Path.of(System.getProperty("services.root"));
    line.addAll(
        List.of(
            "-jar", services.resolve(module + "/target/quarkus-app/quarkus-run.jar").toString()));
    return new ServiceProcess(module, line, folder);
  }

  /** A broker on that folder and port. */
  static ServiceProcess broker(Path folder, int port) {
    List<String> line = java("-Xmx512m");
    line.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            BrokerMain.class.getName(),
            folder.resolve("kafka").toString(),
            Integer.toString(port)));
    return new ServiceProcess("broker", line, folder);
  }

  ServiceProcess start() {
    try {
      process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL, then the same again: no hook runs, nothing is flushed. */
  void killAndStartAgain() throws InterruptedException {
    process.destroyForcibly().waitFor();
    start();
  }

  /** The end of what it printed. */
  String output() {
    try {
      String all = Files.readString(output);
      return name + ":\n" + all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> java(String heap) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            heap,
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
  }

  /** Runs a broker until it is killed. */
  static final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
      var _ = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
      Thread.currentThread().join();
    }
  }
}
