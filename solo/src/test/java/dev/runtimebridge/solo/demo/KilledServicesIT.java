package dev.runtimebridge.solo.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.solo.SoloProcess;
import dev.runtimebridge.solo.chaos.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Submitter, syncer, fetcher and broker are killed in turn while workers go from nothing to
 * computing: all get there, and the chain saw each call once. It takes {@code -Dtest.seeds} runs of
 * {@code -Dtest.workers}; its short form is the chaos run, which kills the same and more.
 */
@EnabledIfSystemProperty(named = "test.seeds", matches = "\\d+")
class KilledServicesIT {
  private static final int SEEDS = Integer.getInteger("test.seeds", 1);
  private static final int WORKERS = Integer.getInteger("test.workers", 8);
  private static final Duration DEADLINE = Duration.ofMinutes(8);
  private static final int KILLS = Integer.getInteger("test.kills", 8);
  private static final int BLOCKS_AFTER = 4;

  @TempDir Path folder;

  @Test
  void shouldExecuteEachCallOnceWhateverIsKilled() throws Exception {
    long first = Long.getLong("test.seed", System.nanoTime());
    for (long seed = first; seed < first + SEEDS; seed++) {
      run(seed, folder.resolve(Long.toString(seed)));
    }
  }

  private void run(long seed, Path data) throws Exception {
    Files.createDirectories(data);
    var settings =
        DevnetSettings.builder()
            .history(60)
            .workers(WORKERS)
            .storageChangeBytes(4 * 1024)
            .blockInterval(Duration.ofSeconds(1));
    int brokerPort = SoloProcess.freePort();
    int apiPort = SoloProcess.freePort();
    try (var devnet = Devnet.start(settings.build());
        var services = new Services(devnet, data, brokerPort, apiPort)) {
      var api =
          new BridgeClient(apiPort, TokenFile.openOrCreate(data.resolve("api")).of(Role.OPERATOR));
      try (api) {
        Crew crew = Crew.enrol(api, devnet, WORKERS);
        services.killInTurn(devnet.chains().relay(), new Random(seed));
        Await.until(
            DEADLINE,
            crew::allCompute,
            () -> "seed " + seed + ": " + crew.states() + "\n" + services.output());
        assertEachCallOnce("seed " + seed, devnet);
      }
    }
  }

  /** Looked at again some blocks later, when whatever is still on its way has been executed. */
  private static void assertEachCallOnce(String context, Devnet devnet) throws Exception {
    DevChain para = devnet.chains().para();
    untilHeight(para, para.best().number() + BLOCKS_AFTER);
    assertEquals(Map.of(), devnet.count().repeated(), context);
  }

  private static void untilHeight(DevChain chain, long height) throws Exception {
    Await.until(
        DEADLINE, () -> chain.best().number() >= height, () -> "no block " + height + " is made");
  }

  /** All services of one bridge. */
  private static final class Services implements AutoCloseable {
    private final List<ServiceProcess> mortal = new ArrayList<>();
    private final ServiceProcess api;

    Services(Devnet devnet, Path data, int brokerPort, int apiPort) {
      String para = devnet.paraEndpoints().getFirst().toString();
      String bootstrap = "127.0.0.1:" + brokerPort;
      ServiceProcess broker =
          ServiceProcess.broker(data, data.resolve("kafka"), brokerPort, brokerPort).start();
      mortal.add(
          service(
              "submitter",
              data,
              bootstrap,
              Map.of(
                  "bridge.submitter.para.endpoints",
                  para,
                  "bridge.submitter.key-dir",
                  data.resolve("keys").toString())));
      mortal.add(
          service(
              "syncer",
              data,
              bootstrap,
              Map.of(
                  "bridge.syncer.state-dir",
                  data.resolve("tables").toString(),
                  "bridge.syncer.instance-id",
                  "one")));
      mortal.add(
          service(
              "fetcher",
              data,
              bootstrap,
              Map.of(
                  "bridge.fetcher.relay.endpoints",
                  devnet.relayEndpoints().getFirst().toString(),
                  "bridge.fetcher.para.endpoints",
                  para)));
      mortal.add(broker);
      api =
          service(
              "lifecycle-api",
              data,
              bootstrap,
              Map.of(
                  "bridge.api.data-dir", data.resolve("api").toString(),
                  "quarkus.http.port", Integer.toString(apiPort)));
    }

    private static ServiceProcess service(
        String module, Path data, String bootstrap, Map<String, String> settings) {
      var all = new HashMap<>(Map.of("quarkus.http.port", "0"));
      all.put("bridge.kafka.bootstrap-servers", bootstrap);
      all.putAll(settings);
      return ServiceProcess.of(module, module, data, all, Map.of()).start();
    }

    void killInTurn(DevChain chain, Random random) throws Exception {
      for (int i = 0; i < KILLS; i++) {
        untilHeight(chain, chain.best().number() + 2 + random.nextInt(6));
        ServiceProcess killed = mortal.get(i % mortal.size());
        killed.kill();
        killed.start();
      }
    }

    String output() {
      return mortal.stream().map(ServiceProcess::output).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
      api.close();
      mortal.forEach(ServiceProcess::close);
    }
  }
}
