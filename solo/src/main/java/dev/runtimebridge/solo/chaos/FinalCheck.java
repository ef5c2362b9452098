package dev.runtimebridge.solo.chaos;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.count.ChainCount;
import dev.runtimebridge.devnet.count.Subject;
import dev.runtimebridge.devnet.worker.WorkerFarm;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets the bridge come to rest, then checks what must hold. */
final class FinalCheck {
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Final blocks that may be on their way to a worker at any time. */
  private static final long ON_THEIR_WAY = 6;

  private final ChaosStage stage;
  private final ApiWatch api;
  private final RoundWatch rounds;
  private final int wantedRounds;
  private final Devnet devnet;
  private final WorkerFarm farm;
  private final Set<Integer> saidAll = new HashSet<>();

  /**
   * Has not looked yet.
   *
   * @param wantedRounds rounds with tasks that are to be over
   */
  FinalCheck(ChaosStage stage, ApiWatch api, RoundWatch rounds, int wantedRounds) {
    this.stage = stage;
    this.api = api;
    this.rounds = rounds;
    this.wantedRounds = wantedRounds;
    this.devnet = stage.devnet();
    this.farm = stage.farm();
  }

  /** Waits until all is well, or for long enough, and says what is. */
  List<Invariant> run(List<String> endedByThemselves) throws InterruptedException {
    settle();
    List<Invariant> invariants = new ArrayList<>();
    invariants.add(computing());
    invariants.add(blocks());
    invariants.add(messagesTaken());
    ChainCount count = devnet.count();
    invariants.add(repeated(count, "no message doubled", Subject.OfSender.class));
    invariants.add(repeated(count, "no transaction paid twice", Subject.ForWorker.class));
    invariants.addAll(new LogAudit(stage.services().bootstrapServers()).invariants());
    invariants.addAll(rounds());
    invariants.add(
        new Invariant(
            "no service ended by itself",
            stage.services().size(),
            endedByThemselves.size(),
            String.join(", ", endedByThemselves)));
    return invariants;
  }

  /** First as it is, then with a further round after the dispatchers' stores were deleted. */
  private List<Invariant> rounds() throws InterruptedException {
    var invariants = new ArrayList<>(rounds.invariants(0, "", SETTLES_WITHIN));
    int over = rounds.released();
    invariants.add(
        new Invariant(
            "rounds with tasks that are over, at least " + wantedRounds,
            over,
            Math.max(0, wantedRounds - over),
            ""));
    stage.services().forgetRounds();
    invariants.add(rounds.invariants(over, ", by stores made anew", SETTLES_WITHIN).getLast());
    int after = rounds.released();
    invariants.add(new Invariant("rounds over after stores were deleted", after - over, 0, ""));
    return invariants;
  }

  private void settle() throws InterruptedException {
    long deadline = System.nanoTime() + SETTLES_WITHIN.toNanos();
    while (!isWell() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_EVERY);
    }
  }

  private boolean isWell() {
    for (int index = 0; index < farm.size(); index++) {
      if (farm.info(index).getPendingMessages() == 0 && isAtTip(index)) {
        saidAll.add(index);
      }
    }
    return api.allCompute()
        && saidAll.size() == farm.size()
        && rounds.released() >= wantedRounds
        && blocks().holds();
  }

  private Invariant computing() {
    var count = new Invariant.Count("every worker computing");
    api.workers()
        .forEach(
            each ->
                count.see(
                    each.getState().getStage() == WorkerStage.COMPUTING,
                    each.getState().getConfig().getName() + " is " + each.getState().getStage()));
    Invariant seen = count.done();
    long missing = farm.size() - seen.checked();
    return missing == 0
        ? seen
        : new Invariant(seen.name(), farm.size(), seen.broken() + missing, "the API lacks workers");
  }

  private Invariant blocks() {
    var count = new Invariant.Count("every worker at the tip with the chain's state root");
    for (int index = 0; index < farm.size(); index++) {
      PhactoryInfo info = farm.info(index);
      String root =
          devnet
              .chains()
              .para()
              .block(info.getBlocknum() - 1L)
              .map(Block::header)
              .map(header -> header.stateRoot().toString())
              .orElse("");
      boolean same = root.endsWith(info.getStateRoot()) && !info.getStateRoot().isEmpty();
      count.see(
          same && isAtTip(index), "worker-%04d at block %d".formatted(index, info.getBlocknum()));
    }
    return count.done();
  }

  private boolean isAtTip(int index) {
    return farm.info(index).getBlocknum() + ON_THEIR_WAY >= devnet.status().paraFinalized();
  }

  private Invariant messagesTaken() {
    var count = new Invariant.Count("no message lost: the chain took all that a worker said");
    for (int index = 0; index < farm.size(); index++) {
      count.see(
          saidAll.contains(index),
          "worker-%04d still has %d".formatted(index, farm.info(index).getPendingMessages()));
    }
    return count.done();
  }

  private static Invariant repeated(
      ChainCount chain, String name, Class<? extends Subject> subjects) {
    var count = new Invariant.Count(name);
    chain
        .bySubject()
        .forEach(
            (subject, calls) -> {
              if (subjects.isInstance(subject)) {
                count.see(calls.size() < 2, subject + " in " + calls.size() + " calls");
              }
            });
    return count.done();
  }
}
