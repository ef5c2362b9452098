package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.submitter.domain.BatchLimits;
import dev.runtimebridge.submitter.pipeline.Submitter;
import dev.runtimebridge.submitter.pipeline.SubmitterSettings;
import dev.runtimebridge.submitter.pipeline.SubmitterState;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.submitter.port.ParaNode;
import dev.runtimebridge.submitter.port.Signers;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One or two submitters, the nodes of the {@link LightChain}, the journal. */
final class SubmitterWorld implements World {
  private static final int MOST_LIVE = 3;
  private static final int MOST_QUEUED = 8;
  private static final SubmitterSettings SETTINGS =
      new SubmitterSettings(
          new BatchLimits(4, Duration.ofSeconds(2), 1 << 16, MOST_LIVE),
          16,
          4,
          Duration.ofMinutes(10),
          3,
          MOST_QUEUED,
          40,
          BigInteger.ONE,
          30,
          Optional.empty());

  private final Scheduler scheduler;
  private final Verdict verdict;
  private final LightChain chain;
  private final LightAuthor author;
  private final TxTopics topics;
  private final BooleanSupplier allAsked;
  private final Troubles troubles;
  private final boolean hasty;
  private final Random salt;
  private final List<Faults> nodes = List.of(new Faults(), new Faults());
  private final List<Instance<Submitter>> instances = new ArrayList<>();

  /** Every account's key is there. */
  private record AllKeys() implements Signers {
    @Override
    public boolean has(AccountId account) {
      return true;
    }

    @Override
    public Set<AccountId> accounts() {
      return Set.of();
    }

    @Override
    public Optional<AccountId> successor(long pid, AccountId account) {
      return Optional.empty();
    }

    @Override
    public <T> Optional<T> with(AccountId account, Function<Sr25519KeyPair, T> use) {
      throw new UnsupportedOperationException("the light runtime signs by itself");
    }
  }

  /**
   * A world with its submitters.
   *
   * @param allAsked whether no more requests come
   * @param hasty whether the journal says too early that it has something, which is a planted bug
   */
  SubmitterWorld(
      Scheduler scheduler,
      Verdict verdict,
      LightChain chain,
      LightAuthor author,
      TxTopics topics,
      BooleanSupplier allAsked,
      Troubles troubles,
      boolean hasty) {
    this.scheduler = scheduler;
    this.verdict = verdict;
    this.chain = chain;
    this.author = author;
    this.topics = topics;
    this.allAsked = allAsked;
    this.troubles = troubles;
    this.hasty = hasty;
    this.salt = new Random(scheduler.chance().nextLong());
    int count = 1 + scheduler.chance().nextInt(2);
    for (int i = 0; i < count; i++) {
      instances.add(new Instance<>("submitter-" + (i + 1), scheduler, this::submitter));
    }
  }

  private Submitter submitter(SimProcess process) {
    var log = new SimJournal(process, topics, troubles);
    Journal journal = hasty ? new HastyJournal(process, log) : log;
    var paraNodes = new ArrayList<ParaNode>();
    for (int i = 0; i < nodes.size(); i++) {
      paraNodes.add(new SimParaNode(process, "ws://node-" + (i + 1), chain, nodes.get(i), topics));
    }
    var submitter =
        new Submitter(
            SETTINGS,
            journal,
            log,
            paraNodes,
            new AllKeys(),
            (version, _, _) -> new LightRuntime(version, salt),
            process);
    submitter.start(process.threads("submitter"));
    return submitter;
  }

  @Override
  public void disturb() {
    switch (scheduler.chance().nextInt(5)) {
      case 0 -> instances.get(scheduler.chance().nextInt(instances.size())).disturb();
      case 1, 2 -> nodes.get(scheduler.chance().nextInt(2)).draw(scheduler.chance());
      case 3 -> troubles.disturb(scheduler);
      default -> chain.disturbPool();
    }
  }

  @Override
  public void heal() {
    nodes.forEach(Faults::heal);
    author.calmDown();
  }

  @Override
  public void look() {
    for (Instance<Submitter> instance : instances) {
      SubmitterState state =
          instance.running().map(Submitter::state).orElse(SubmitterState.BEGINNING);
      // Two accounts at most; what a journal tells of is read in any case.
      verdict.require(
          Law.EVERYTHING_IS_BOUNDED,
          state.live() <= 3 * MOST_LIVE && state.queued() <= 3 * 4 * MOST_QUEUED,
          "%s has %d transactions under way and %d requests in memory",
          instance.name(),
          state.live(),
          state.queued());
    }
  }

  @Override
  public boolean done() {
    return allAsked.getAsBoolean()
        && topics.requests().stream().allMatch(request -> topics.hasEnded(request.getId()));
  }

  @Override
  public void check() {
    verdict.require(
        Law.NO_FAILURE_IS_FINAL,
        done(),
        "%d of %d requests have ended; submitters: %s",
        topics.ended(),
        topics.requests().size(),
        instances.stream().map(SubmitterWorld::words).toList());
    topics.check();
    int replayed = topics.replayedLive();
    for (Instance<Submitter> instance : instances) {
      instance
          .running()
          .map(Submitter::state)
          .filter(state -> state.role() == SubmitterState.Role.ACTIVE)
          .filter(state -> topics.holder.equals(Optional.of(instance.process())))
          .ifPresent(
              state ->
                  verdict.require(
                      Law.LOG_IS_THE_TRUTH,
                      state.live() == replayed,
                      "%s has %d transactions under way, by the journal there are %d",
                      instance.name(),
                      state.live(),
                      replayed));
    }
  }

  private static String words(Instance<Submitter> instance) {
    return instance
        .running()
        .map(Submitter::state)
        .map(state -> instance.name() + " " + state)
        .orElse(instance.name() + " does not run");
  }
}
