package dev.runtimebridge.fetcher;

import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** A fetcher in a process of its own, so that it can be killed as a machine's failure kills it. */
final class FetcherProcess {
  private FetcherProcess() {}

  static Process start(
      String bootstrapServers, String prefix, String relay, String para, Path output)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            System.getProperty("java.class.path"),
            FetcherProcess.class.getName(),
            bootstrapServers,
            prefix,
            relay,
            para);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(output.toString()))
        .start();
  }

  /** Runs until the process that started it closes its input, by ending for example. */
  public static void main(String... args) throws IOException {
    // One request at a time, so that a slow node keeps each transaction open for long.
    var settings =
        new FetcherSettings(OptionalLong.empty(), 1, 512, 0, true, Duration.ofSeconds(30));
    try (var fetcher =
        RunningFetcher.start(
            args[0],
            args[1],
            settings,
            Duration.ofSeconds(10),
            List.of(args[2]),
            List.of(args[3]))) {
      int input = System.in.read();
      System.out.println("input " + input + ": " + fetcher.state());
    }
  }
}
