package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.fetcher.domain.LogPosition;
import dev.runtimebridge.fetcher.pipeline.Fetcher;
import dev.runtimebridge.fetcher.pipeline.FetcherSettings;
import dev.runtimebridge.fetcher.pipeline.FetcherState;
import dev.runtimebridge.fetcher.port.ChainNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One or two fetchers, their nodes, the log they write. Several nodes may be ill at once. */
final class FetcherWorld implements World {
  private static final int PARALLEL = 3;
  private static final Duration TAKEOVER = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final Verdict verdict;
  private final ChainTime time;
  private final SharedChains other;
  private final ChainTopics topics;
  private final Troubles troubles;
  private final boolean verifies;
  private final List<Faults> relay = new ArrayList<>();
  private final List<Faults> para = new ArrayList<>();
  private final List<Instance<Running>> instances = new ArrayList<>();

  private record Running(Fetcher fetcher, SimChainLog log, SimChainNode.Load load) {}

  /**
   * A world with its fetchers.
   *
   * @param verifies whether storage changes are verified; false is a planted bug
   */
  FetcherWorld(
      Scheduler scheduler,
      Verdict verdict,
      ChainTime time,
      SharedChains other,
      Troubles troubles,
      boolean verifies) {
    this.scheduler = scheduler;
    this.verdict = verdict;
    this.time = time;
    this.other = other;
    this.troubles = troubles;
    this.verifies = verifies;
    this.topics = new ChainTopics(time, verdict);
    for (int i = 0; i < 3; i++) {
      relay.add(new Faults());
      para.add(new Faults());
    }
    int count = 1 + scheduler.chance().nextInt(2);
    for (int i = 0; i < count; i++) {
      instances.add(new Instance<>("fetcher-" + (i + 1), scheduler, this::run));
    }
  }

  ChainTopics topics() {
    return topics;
  }

  private Running run(SimProcess process) {
    var log = new SimChainLog(process, topics, troubles);
    var load = new SimChainNode.Load();
    var settings =
        new FetcherSettings(
            OptionalLong.empty(),
            PARALLEL,
            4 + scheduler.chance().nextInt(12),
            0,
            verifies,
            TAKEOVER);
    var fetcher =
        new Fetcher(
            settings,
            nodes(process, "relay", relay, load),
            nodes(process, "para", para, load),
            log,
            log,
            process);
    fetcher.start(process.threads("fetcher"));
    return new Running(fetcher, log, load);
  }

  private List<ChainNode> nodes(
      SimProcess process, String chain, List<Faults> faults, SimChainNode.Load load) {
    var nodes = new ArrayList<ChainNode>();
    for (int i = 0; i < faults.size(); i++) {
      nodes.add(
          new SimChainNode(
              process,
              "ws://" + chain + "-" + (i + 1),
              chain.equals("relay"),
              time,
              other,
              faults.get(i),
              load));
    }
    return nodes;
  }

  @Override
  public void disturb() {
    switch (scheduler.chance().nextInt(6)) {
      case 0 -> instances.get(scheduler.chance().nextInt(instances.size())).disturb();
      case 1, 2, 3 -> illness(scheduler.chance().nextBoolean() ? relay : para);
      case 4 -> troubles.disturb(scheduler);
      default -> {
        // A quiet moment.
      }
    }
  }

  private void illness(List<Faults> nodes) {
    Faults faults = nodes.get(scheduler.chance().nextInt(nodes.size()));
    faults.draw(scheduler.chance());
    // Whom to believe before the log has begun is for the operator to say.
    faults.otherChain &= topics.genesis().isPresent();
    faults.wrongHashes &= topics.genesis().isPresent();
  }

  @Override
  public void heal() {
    relay.forEach(Faults::heal);
    para.forEach(Faults::heal);
  }

  @Override
  public void look() {
    for (Instance<Running> instance : instances) {
      int most = instance.running().map(running -> running.load().most).orElse(0);
      verdict.require(
          Law.EVERYTHING_IS_BOUNDED,
          most <= PARALLEL + relay.size() + para.size() + 1,
          "%s asked %d things at once",
          instance.name(),
          most);
    }
  }

  @Override
  public boolean done() {
    return topics.relay() == time.lastRelay() && topics.para() == time.lastPara();
  }

  @Override
  public void check() {
    verdict.require(
        Law.NO_FAILURE_IS_FINAL,
        done(),
        "the log ends at relay #%d, para #%d; the chains end at relay #%d, para #%d; fetchers: %s",
        topics.relay(),
        topics.para(),
        time.lastRelay(),
        time.lastPara(),
        instances.stream().map(FetcherWorld::words).toList());
    for (Instance<Running> instance : instances) {
      Optional<LogPosition> believed =
          instance
              .running()
              .filter(running -> running.log().isNewest())
              .map(running -> running.fetcher().state())
              .filter(state -> state.role() == FetcherState.Role.ACTIVE)
              .flatMap(FetcherState::position);
      verdict.require(
          Law.LOG_IS_THE_TRUTH,
          believed.isEmpty() || believed.equals(topics.position()),
          "%s believes to be at %s, the log says %s",
          instance.name(),
          believed.map(LogPosition::relay),
          topics.position().map(LogPosition::relay));
    }
  }

  private static String words(Instance<Running> instance) {
    return instance
        .running()
        .map(running -> running.fetcher().state())
        .map(state -> instance.name() + " " + state.role() + " waits for " + state.waitingFor())
        .orElse(instance.name() + " does not run");
  }
}
