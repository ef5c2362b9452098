package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.broker.BrokerMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One service, or the broker, as a process of its own that can be killed, stopped for a while and
 * started again. For one thread.
 */
public final class ServiceProcess implements AutoCloseable {
  /** Set by who starts this JVM: the folder that has the modules with their packaged services. */
  private static final String SERVICES_ROOT = "services.root";

  private static final int LAST_CHARACTERS = 4_000;
  private static final int STOPS_WITHIN_SECONDS = 15;

  private final String name;
  private final List<String> line;
  private final Map<String, String> environment;
  private final Path output;
  private @Nullable Process process;
  private boolean wanted;

  private ServiceProcess(
      String name, List<String> line, Map<String, String> environment, Path folder) {
    this.name = name;
    this.line = List.copyOf(line);
    this.environment = Map.copyOf(environment);
    this.output = folder.resolve(name + ".out");
  }

  /**
   * The packaged service of a module, not started yet.
   *
   * @param name what it is called here
   * @param folder where what it prints goes to
   * @param settings system properties
   * @param environment added to that of this process
   */
  public static ServiceProcess of(
      String name,
      String module,
      Path folder,
      Map<String, String> settings,
      Map<String, String> environment) {
    List<String> line = java();
    settings.forEach((key, value) -> line.add("-D" + key + "=" + value));
    line.addAll(List.of("-jar", application(module).resolve("quarkus-run.jar").toString()));
    return new ServiceProcess(name, line, environment, folder);
  }

  /**
   * A broker, not started yet.
   *
   * @param log where what it prints goes to
   * @param data where it keeps its records
   * @param advertisedPort the port that clients reach it by
   */
  public static ServiceProcess broker(Path log, Path data, int port, int advertisedPort) {
    Path lib = application("solo").resolve("lib");
    List<String> line = java();
    line.addAll(
        List.of(
            "-cp",
            lib.resolve("main") + "/*" + File.pathSeparator + lib.resolve("boot") + "/*",
            BrokerMain.class.getName(),
            data.toString(),
            Integer.toString(port),
            Integer.toString(advertisedPort)));
    return new ServiceProcess("broker", line, Map.of(), log);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Starts it, also after it has ended; nothing happens if it runs. */
  public ServiceProcess start() {
    if (isAlive()) {
      return this;
    }
    try {
      var builder =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
      builder.environment().putAll(environment);
      process = builder.start();
      wanted = true;
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be started", e);
    }
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  public void kill() throws InterruptedException {
    wanted = false;
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  /** SIGTERM, and SIGKILL if that does not end it. */
  public void stop() throws InterruptedException {
    wanted = false;
    if (process != null) {
      process.destroy();
      if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** SIGSTOP: it stands still and keeps its connections. */
  public void pause() throws InterruptedException {
    signal("STOP");
  }

  /** SIGCONT, after {@link #pause()}. */
  public void resume() throws InterruptedException {
    signal("CONT");
  }

  /** Whether it runs or stands still. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Whether it has ended though nobody ended it. */
  public boolean hasEndedByItself() {
    return wanted && !isAlive();
  }

  /** The end of what it printed. */
  public String output() {
    try {
      String all = Files.exists(output) ? Files.readString(output) : "";
      return name + ":\n" + all.substring(Math.max(0, all.length() - LAST_CHARACTERS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      if (process != null) {
        process.destroyForcibly();
      }
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String signal) throws InterruptedException {
    if (process == null || !process.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("kill -" + signal + " cannot be run", e);
    }
  }

  private static Path application(String module) {
    String root = System.getProperty(SERVICES_ROOT);
    if (root == null) {
      throw new IllegalStateException(
          "the system property " + SERVICES_ROOT + " must name the folder of the modules");
    }
    return Path.of(root, module, "target", "quarkus-app");
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
  }
}
