package dev.runtimebridge.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** One target under Jazzer, in a process of its own, since it takes one target for each. */
public final class LongRun {
  static final String DURATION = "60s";

  private static final int MINUTES_AT_MOST = 5;
  private static final int LINES_SHOWN = 40;

  private LongRun() {}

  static void of(Method target, int seeds) throws IOException, InterruptedException {
    String name = target.getDeclaringClass().getSimpleName() + "." + target.getName();
    Path folder = Files.createDirectories(Path.of("target", "fuzz").toAbsolutePath());
    Path log = folder.resolve(name + ".log");
    var builder =
        new ProcessBuilder(command(target))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // Without it Jazzer only tries the seeds.
    builder.environment().put("JAZZER_FUZZ", "1");
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES_AT_MOST, TimeUnit.MINUTES);
    process.destroyForcibly();
    List<String> lines = Files.readAllLines(log, ISO_8859_1);
    String done = lines.stream().filter(line -> line.startsWith("Done ")).findFirst().orElse("");
    if (!ended || process.exitValue() != 0 || done.isEmpty()) {
      List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
      throw new AssertionError(
          "%s: Jazzer found something or did not run, see %s:%n%s"
              .formatted(name, log, String.join(System.lineSeparator(), last)));
    }
    String covered =
        lines.stream().filter(line -> line.contains("cov: ")).reduce("", (_, last) -> last);
    System.out.printf(
        "fuzz %-44s %s, %d seeds, %s%n",
        name, done, seeds, covered.replaceAll(".*(cov: \\d+).*(corp: \\d+).*", "$1 $2"));
  }

  private static List<String> command(Method target) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+EnableDynamicAgentLoading",
        "-XX:-OmitStackTraceInFastThrow",
        "-Xshare:off",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djazzer.instrument=dev.runtimebridge.**",
        "-Dshared.data="
            + Path.of(System.getProperty("shared.data", "../shared/data")).toAbsolutePath(),
        "-cp",
        System.getProperty("java.class.path"),
        LongRun.class.getName(),
        target.getDeclaringClass().getName(),
        target.getName());
  }

  /** Runs the one target named: a class and a method. */
  public static void main(String[] args) {
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(args[0], args[1], "byte[]"))
                .build(),
            summary);
    TestExecutionSummary result = summary.getSummary();
    result.printFailuresTo(new PrintWriter(System.out, true, UTF_8));
    System.exit(result.getTotalFailureCount() == 0 && result.getTestsSucceededCount() > 0 ? 0 : 1);
  }
}
