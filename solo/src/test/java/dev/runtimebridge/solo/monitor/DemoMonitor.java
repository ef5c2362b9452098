package dev.runtimebridge.solo.monitor;

import dev.runtimebridge.broker.EmbeddedBroker;
import dev.runtimebridge.solo.SoloProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A demo of three workers as a process of its own, on a broker that the test can write to. */
final class DemoMonitor implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(4);
  private static final Pattern LINK = Pattern.compile("Monitor: (\\S+)/#code=(\\S+)");

  private final EmbeddedBroker broker;
  private final SoloProcess process;
  private final Path data;
  private final String address;
  private final String code;

  private DemoMonitor(
      EmbeddedBroker broker, SoloProcess process, Path data, String address, String code) {
    this.broker = broker;
    this.process = process;
    this.data = data;
    this.address = address;
    this.code = code;
  }

  static DemoMonitor start(Path folder) throws Exception {
    var broker = EmbeddedBroker.start(folder.resolve("broker"));
    Path data = folder.resolve("data");
    var process =
        SoloProcess.start(
            folder,
            "demo",
            "--workers",
            "3",
            "--history",
            "60",
            "--interval",
            "1000",
            "--data",
            data.toString(),
            "--bootstrap-servers",
            broker.bootstrapServers());
    long deadline = System.nanoTime() + START.toNanos();
    Matcher link = LINK.matcher(process.output());
    while (!link.find()) {
      if (System.nanoTime() > deadline) {
        process.close();
        broker.close();
        throw new AssertionError("the demo did not tell its monitor:\n" + process.output());
      }
      Thread.sleep(200);
      link = LINK.matcher(process.output());
    }
    return new DemoMonitor(broker, process, data, link.group(1), link.group(2));
  }

  /** Where the monitor is, without a path. */
  String address() {
    return address;
  }

  /** The link that the demo has printed. */
  String link() {
    return address + "/#code=" + code;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The token of a role, from the file in the data folder. */
  String token(String role) throws Exception {
    try (var files = Files.find(data, 3, (path, _) -> path.endsWith("api-tokens"))) {
      return Files.readAllLines(files.findFirst().orElseThrow()).stream()
          .filter(line -> line.startsWith(role + " "))
          .map(line -> line.substring(role.length() + 1))
          .findFirst()
          .orElseThrow();
    }
  }

  String output() {
    return process.output();
  }

  /** Ends the bridge as if its machine were gone. */
  void stop() {
    process.close();
  }

  @Override
  public void close() {
    process.close();
    broker.close();
  }
}
