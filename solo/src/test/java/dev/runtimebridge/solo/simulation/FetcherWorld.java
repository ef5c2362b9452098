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
  private final List<Instance> instances = new ArrayList<>();

  private static final class Instance {
    final String name;
    int starts;
    Optional<SimProcess> process = Optional.empty();
    Optional<Fetcher> fetcher = Optional.empty();
    Optional<SimChainLog> log = Optional.empty();
    SimChainNode.Load load = new SimChainNode.Load();

    Instance(String name) {
      this.name = name;
    }
  }

  /**
   * A world without a fetcher yet.
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
      instances.add(new Instance("fetcher-" + (i + 1)));
    }
    instances.forEach(this::start);
  }

  ChainTopics topics() {
    return topics;
  }

  private void start(Instance instance) {
    var process = new SimProcess(instance.name + "." + ++instance.starts, scheduler);
    instance.process = Optional.of(process);
    instance.load = new SimChainNode.Load();
    instance.fetcher = Optional.empty();
    scheduler.note(process.name() + " starts");
    process.start(
        "main",
        () -> {
          var log = new SimChainLog(process, topics, troubles);
          instance.log = Optional.of(log);
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
                  nodes(process, "relay", relay, instance.load),
                  nodes(process, "para", para, instance.load),
                  log,
                  log,
                  process);
          fetcher.start(process.threads("fetcher"));
          instance.fetcher = Optional.of(fetcher);
        });
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
      case 0 -> restart(instances.get(scheduler.chance().nextInt(instances.size())));
      case 1, 2, 3 -> illness(scheduler.chance().nextBoolean() ? relay : para);
      case 4 -> troubles.failsOneIn = scheduler.oneIn(2) ? 10 + scheduler.chance().nextInt(40) : 0;
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

  private void restart(Instance instance) {
    instance.process.ifPresent(SimProcess::kill);
    scheduler.after(
        scheduler.between(Duration.ZERO, Duration.ofSeconds(20)),
        () -> {
          instance.process.filter(SimProcess::alive).ifPresent(SimProcess::kill);
          start(instance);
        });
  }

  @Override
  public void heal() {
    relay.forEach(Faults::heal);
    para.forEach(Faults::heal);
  }

  @Override
  public void look() {
    for (Instance instance : instances) {
      verdict.require(
          Law.EVERYTHING_IS_BOUNDED,
          instance.load.most <= PARALLEL + relay.size() + para.size() + 1,
          "%s asked %d things at once",
          instance.name,
          instance.load.most);
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
    for (Instance instance : instances) {
      Optional<FetcherState> active =
          instance
              .fetcher
              .map(Fetcher::state)
              .filter(state -> instance.log.filter(SimChainLog::isNewest).isPresent())
              .filter(state -> state.role() == FetcherState.Role.ACTIVE);
      Optional<LogPosition> believed = active.flatMap(FetcherState::position);
      verdict.require(
          Law.LOG_IS_THE_TRUTH,
          believed.isEmpty() || !done() || believed.equals(topics.position()),
          "%s believes to be at %s, the log says %s",
          instance.name,
          believed.map(LogPosition::relay),
          topics.position().map(LogPosition::relay));
    }
  }

  private static String words(Instance instance) {
    return instance
        .fetcher
        .map(Fetcher::state)
        .map(state -> instance.name + " " + state.role() + " waits for " + state.waitingFor())
        .orElse(instance.name + " does not run");
  }
}
