package dev.runtimebridge.solo.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.solo.demo.Fleet;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two of each service on one log, as processes: they share the work, and one goes on for another
 * that is gone. Times are printed; {@code -Dtest.workers} makes it larger.
 */
class ManyInstancesIT {
  private static final int WORKERS = Integer.getInteger("test.workers", 12);
  private static final int ROUND_BLOCKS = 10;
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  /** Ten are promised; a machine that tests much else at once has more time. */
  private static final int MOST_SECONDS_WITHOUT_A_BLOCK = 60;

  private static final String FIRST = "syncer-1";
  private static final String SECOND = "syncer-2";

  @TempDir Path folder;

  private Devnet devnet;
  private Services services;
  private Fleet fleet;

  @BeforeEach
  void start() throws Exception {
    devnet =
        Devnet.start(
            DevnetSettings.builder()
                .history(40)
                .workers(WORKERS)
                .storageChangeBytes(4 * 1024)
                .blockInterval(Duration.ofSeconds(1))
                .build());
    int broker = Services.freePort();
    services =
        Services.start(
            new Services.Layout(
                folder,
                folder,
                addresses(devnet.relayEndpoints()),
                addresses(devnet.paraEndpoints()),
                broker,
                broker,
                Optional.empty(),
                ROUND_BLOCKS));
    fleet = Fleet.connect(folder.resolve("api"), services.apiPort(), () -> false);
    fleet.enrol(farm().baseUrls());
    untilShared();
    untilAllHaveNewBlocks();
  }

  @AfterEach
  void stop() {
    fleet.close();
    services.close();
    devnet.close();
  }

  @Test
  void shouldGoOnWithTheOtherOfEach() throws Exception {
    untilSpread();
    fetcherAndSubmitterAreKilled();
    syncerIsKilledAndComesBack();
    syncersAreRestartedInTurn();
    for (Invariant invariant : new LogAudit(services.bootstrapServers()).invariants()) {
      assertTrue(invariant.holds(), invariant::toString);
    }
  }

  private void fetcherAndSubmitterAreKilled() throws Exception {
    for (ServiceRole role : List.of(ServiceRole.FETCHER, ServiceRole.SUBMITTER)) {
      until("one " + role + " works", () -> working(role) == 1);
    }
    ServiceProcess fetcher = services.working(ServiceRole.FETCHER, new Random(1));
    ServiceProcess submitter = services.working(ServiceRole.SUBMITTER, new Random(1));
    long transactions = devnet.count().transactions();
    long began = System.nanoTime();
    fetcher.kill();
    submitter.kill();
    until("the other fetcher works", () -> working(ServiceRole.FETCHER) == 1);
    untilAllHaveNewBlocks();
    tell("blocks flow after a fetcher was killed", began);
    until("the other submitter works", () -> working(ServiceRole.SUBMITTER) == 1);
    until("a transaction follows", () -> devnet.count().transactions() > transactions);
    tell("transactions flow after a submitter was killed", began);
    assertEquals(Map.of(), devnet.count().repeated());
    fetcher.start();
    submitter.start();
  }

  private void syncerIsKilledAndComesBack() throws Exception {
    Map<String, WorkerView> before = workers();
    ServiceProcess killed = services.of(ServiceRole.SYNCER).getFirst();
    long began = System.nanoTime();
    killed.kill();
    until("the second drives all", () -> shares().equals(Map.of(SECOND, (long) WORKERS)));
    tell("workers of a killed syncer driven by the other", began);
    assertMoved(before, workers(), worker -> driver(worker).equals(FIRST));
    untilAllHaveNewBlocks();
    tell("all have a block that was made later", began);

    Map<String, WorkerView> alone = workers();
    began = System.nanoTime();
    killed.start();
    untilShared();
    tell("workers shared again after its start", began);
    untilSpread();
    // Looked at once: others may still be about to move.
    Map<String, WorkerView> shared = workers();
    assertMoved(alone, shared, worker -> driver(shared.get(worker.getId())).equals(FIRST));
  }

  private void syncersAreRestartedInTurn() throws Exception {
    try (var gaps = new Gaps()) {
      for (ServiceProcess syncer : services.of(ServiceRole.SYNCER)) {
        syncer.stop();
        syncer.start();
        untilShared();
        untilAllHaveNewBlocks();
      }
      System.out.printf("rolling restart: longest without a block %.1f s%n", gaps.seconds());
      assertTrue(gaps.seconds() < MOST_SECONDS_WITHOUT_A_BLOCK, "a worker was without a block");
    }
    untilSpread();
  }

  /**
   * A worker's partition decides who drives it, so the shares are even only about. Who has just
   * started gets its share when it has read the states, which is looked at once a minute.
   */
  private void untilSpread() throws Exception {
    until("workers are spread", () -> isSpread(shares()));
    System.out.println("spread: " + shares());
  }

  private static boolean isSpread(Map<String, Long> shares) {
    return shares.size() == 2 && shares.values().stream().allMatch(share -> share >= WORKERS / 5);
  }

  /** Each that had to move has one session more, and none has that did not have to. */
  private static void assertMoved(
      Map<String, WorkerView> before, Map<String, WorkerView> after, Predicate<WorkerView> had) {
    after.forEach(
        (id, now) -> {
          WorkerView was = before.get(id);
          long more = had.test(was) ? 1 : 0;
          assertEquals(was.getState().getEpoch() + more, now.getState().getEpoch(), id);
        });
  }

  private Map<String, WorkerView> workers() {
    return fleet.client().workers().stream()
        .collect(Collectors.toMap(WorkerView::getId, worker -> worker));
  }

  private Map<String, Long> shares() {
    return fleet.client().workers().stream()
        .collect(Collectors.groupingBy(ManyInstancesIT::driver, Collectors.counting()));
  }

  /** The name of a process without what is new at each of its starts. */
  private static String driver(WorkerView worker) {
    return worker.getState().getDriver().replaceFirst("-[0-9a-f]*$", "");
  }

  private int working(ServiceRole role) throws InterruptedException {
    int working = 0;
    for (ServiceProcess process : services.of(role)) {
      working += services.isActive(process) ? 1 : 0;
    }
    return working;
  }

  private void untilShared() throws Exception {
    until("both syncers drive workers", () -> shares().keySet().equals(Set.of(FIRST, SECOND)));
  }

  /** Waits for a block that is not there yet. */
  private void untilAllHaveNewBlocks() throws Exception {
    long next = devnet.status().paraBest() + 1;
    until(
        "block " + next + " in all workers",
        () -> IntStream.range(0, WORKERS).allMatch(i -> farm().info(i).getBlocknum() > next));
  }

  private WorkerFarm farm() {
    return devnet.workers().orElseThrow();
  }

  private void until(String what, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!answered(holds)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + DEADLINE + ": " + what + "\n" + services.output());
      }
      Thread.sleep(100);
    }
  }

  private static boolean answered(Callable<Boolean> holds) throws Exception {
    try {
      return holds.call();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private static void tell(String what, long beganNanos) {
    System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - beganNanos) / 1e9);
  }

  private static List<String> addresses(List<URI> endpoints) {
    return endpoints.stream().map(URI::toString).toList();
  }

  /** Watches the workers for the longest time that any of them is without a new block. */
  private final class Gaps implements AutoCloseable {
    private final Thread thread = Thread.ofPlatform().daemon().start(this::run);
    private volatile long longest;

    private void run() {
      Map<Integer, Integer> heights = new HashMap<>();
      Map<Integer, Long> since = new HashMap<>();
      try {
        while (true) {
          long now = System.nanoTime();
          for (int index = 0; index < WORKERS; index++) {
            Integer height = farm().info(index).getBlocknum();
            if (!height.equals(heights.put(index, height))) {
              since.put(index, now);
            }
            longest = Math.max(longest, now - since.getOrDefault(index, now));
          }
          Thread.sleep(50);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    double seconds() {
      return longest / 1e9;
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
