package dev.runtimebridge.solo.demo;

import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.solo.SoloProcess;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** {@code bridge solo} as a process, and its API once it answers. */
final class RunningSolo implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofMinutes(2);

  private final SoloProcess process;
  private final BridgeClient api;

  private RunningSolo(SoloProcess process, BridgeClient api) {
    this.process = process;
    this.api = api;
  }

  /** Starts it on a data folder inside of {@code folder} and waits until it knows its chain. */
  static RunningSolo start(Path folder, List<URI> relay, List<URI> para) throws Exception {
    int port = SoloProcess.freePort();
    Path data = folder.resolve("data");
    var process =
        SoloProcess.start(
            folder,
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
      return new RunningSolo(process, api);
    } catch (Exception | AssertionError e) {
      process.close();
      throw e;
    }
  }

  BridgeClient api() {
    return api;
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
