package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.adapter.security.AddressFile;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.solo.SoloProcess;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code bridge solo} as a process, and its API once it answers. */
final class RunningSolo implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);
  private static final Duration CTL_DEADLINE = Duration.ofMinutes(15);

  private final SoloProcess process;
  private final BridgeClient api;

  private final Path data;

  private RunningSolo(SoloProcess process, BridgeClient api, Path data) {
    this.process = process;
    this.api = api;
    this.data = data;
  }

  /** Starts it on a data folder inside of {@code folder} and waits until it knows its chain. */
  static RunningSolo start(Path folder, List<URI> relay, List<URI> para) throws Exception {
    return start(folder, Map.of(), relay, para);
  }

  /** The same with settings beside its options. */
  static RunningSolo start(
      Path folder, Map<String, String> settings, List<URI> relay, List<URI> para) throws Exception {
    int port = SoloProcess.freePort();
    Path data = folder.resolve("data");
    var process =
        SoloProcess.start(
            folder,
            settings,
            "solo",
            port,
            "--relay",
            joined(relay),
            "--para",
            joined(para),
            "--data",
            data.toString());
    try {
      Await.until(
          START_DEADLINE, () -> Files.exists(data.resolve(TokenFile.NAME)), process::output);
      var api = new BridgeClient(port, TokenFile.openOrCreate(data).of(Role.OPERATOR));
      Await.until(START_DEADLINE, () -> answers(api), process::output);
      return new RunningSolo(process, api, data);
    } catch (Exception | AssertionError e) {
      process.close();
      throw e;
    }
  }

  BridgeClient api() {
    return api;
  }

  /** Where its API is called over HTTP. */
  String address() throws IOException {
    return "http://" + Files.readString(data.resolve(AddressFile.NAME)).strip();
  }

  /** Its data folder. */
  Path data() {
    return data;
  }

  /** One command of the command line, as a process of its own; it has to end well. */
  void ctl(String... arguments) throws Exception {
    Path libraries = Path.of(System.getProperty("application.jar")).resolveSibling("lib");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-cp");
    line.add(libraries.resolve("main") + "/*:" + libraries.resolve("boot") + "/*");
    line.add("dev.runtimebridge.lifecycle.ctl.Ctl");
    line.addAll(List.of("--data", data.toString()));
    line.addAll(List.of(arguments));
    Path output = Files.createTempFile(data, "ctl", ".out");
    Process ctl =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      assertTrue(ctl.waitFor(CTL_DEADLINE), () -> line + "\n" + read(output) + output());
      assertEquals(0, ctl.exitValue(), () -> line + "\n" + read(output) + output());
    } finally {
      ctl.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it printed so far. */
  String output() {
    return process.output();
  }

  @Override
  public void close() {
    api.close();
    process.close();
  }

  private static boolean answers(BridgeClient api) {
    try {
      return api.chainStatus().hasPara();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static String joined(List<URI> endpoints) {
    return endpoints.stream().map(URI::toString).collect(Collectors.joining(","));
  }
}
