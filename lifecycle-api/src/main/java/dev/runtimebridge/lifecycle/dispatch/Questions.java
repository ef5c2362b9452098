package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.StakePlanner;
import dev.runtimebridge.lifecycle.dispatch.Crowd.Member;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.PoolRules;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.GivenMachine;
import dev.runtimebridge.schemas.v1.Population;
import dev.runtimebridge.schemas.v1.RoundTerms;
import dev.runtimebridge.schemas.v1.WorkerRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what callers ask: all that is wrong with a request is told at once. */
final class Questions {
  private final Tables tables;
  private final Populations populations;
  private final WorkerRules workers;
  private final PoolRules pools;

  Questions(Tables tables, Populations populations) {
    this.tables = tables;
    this.populations = populations;
    this.workers = new WorkerRules(tables);
    this.pools = new PoolRules(tables);
  }

  /**
   * The machines that a request names.
   *
   * @param most how many there may be
   */
  record Named(List<WorkerRef> workers, Optional<Long> pid, List<GivenMachine> machines, int most) {
    static final int MOST = StakePlanner.MAX_MACHINES;
  }

  Checked<Question> read(Population population, Named named, RoundTerms asked) {
    Checked<Crowd> crowd = populations.of(population);
    Checked<Terms> terms = Terms.of(asked, tables.rounds());
    Checked<List<Worker>> own = own(named);
    Checked<List<Entrant>> given = given(named);
    return Checked.all(named, List.of(crowd, terms, own, given))
        .then(
            good ->
                crowd.then(
                    all ->
                        terms.then(
                            rules ->
                                own.then(
                                    mine ->
                                        given.then(
                                            more -> question(all, mine, more, rules, named))))));
  }

  private Checked<Question> question(
      Crowd crowd, List<Worker> own, List<Entrant> given, Terms terms, Named named) {
    var machines = new ArrayList<Entrant>();
    own.forEach(worker -> machines.add(entrant(crowd, worker)));
    machines.addAll(given);
    if (machines.isEmpty()) {
      return Checked.<Question>refused(
              Refusal.Reason.NO_MACHINES,
              "no machine is named: expected workers, a pool that has some, or machines")
          .at("workers");
    }
    return machines.size() > named.most()
        ? Checked.refused(
            Refusal.Reason.TOO_MANY_MACHINES,
            "%d machines are named: expected at most %d".formatted(machines.size(), named.most()))
        : new Question(crowd, machines, terms).bounded();
  }

  /** One that does not take part is counted with what it would have. */
  private static Entrant entrant(Crowd crowd, Worker worker) {
    Optional<Member> there = crowd.member(worker.id().aggregateId());
    Member member =
        there.orElseGet(
            () ->
                Populations.weighed(score(worker), worker.config().getStake())
                    .orElse(new Member(0, Stake.ZERO)));
    return new Entrant(
        worker.id().toString(), worker.name(), worker.pool().pid(), there.isPresent(), member);
  }

  /** What the chain says, else what pRuntime has measured. */
  private static long score(Worker worker) {
    var registration = worker.state().getFacts().getRegistration();
    return registration.hasInitialScore()
        ? Integer.toUnsignedLong(registration.getInitialScore())
        : Math.max(0, worker.state().getProgress().getFacts().getScore());
  }

  /** Each once, in the order named, then those of the pool by name. */
  private Checked<List<Worker>> own(Named named) {
    if (named.workers().size() > named.most()) {
      return Checked.<List<Worker>>refused(
              Refusal.Reason.TOO_MANY_MACHINES,
              "workers has %d items: expected at most %d"
                  .formatted(named.workers().size(), named.most()))
          .at("workers");
    }
    Map<WorkerId, Worker> found = new LinkedHashMap<>();
    List<Checked<?>> parts = new ArrayList<>();
    for (int i = 0; i < named.workers().size(); i++) {
      parts.add(
          workers
              .existing(named.workers().get(i))
              .then(
                  worker ->
                      found.putIfAbsent(worker.id(), worker) == null
                          ? Checked.valid(worker)
                          : Checked.<Worker>invalid(
                              "worker %s is named twice: expected each once"
                                  .formatted(worker.name())))
              .at("workers[%d]".formatted(i)));
    }
    named
        .pid()
        .ifPresent(pid -> parts.add(pools.existing(pid).map(pool -> addAll(found, pool.id()))));
    return Checked.all(found, parts).map(all -> List.copyOf(all.values()));
  }

  private int addAll(Map<WorkerId, Worker> found, PoolId pool) {
    for (Worker worker : tables.workers().each()) {
      if (worker.pool().equals(pool)) {
        found.putIfAbsent(worker.id(), worker);
      }
    }
    return found.size();
  }

  private static Checked<List<Entrant>> given(Named named) {
    if (named.machines().size() > named.most()) {
      return Checked.<List<Entrant>>refused(
              Refusal.Reason.TOO_MANY_MACHINES,
              "machines has %d items: expected at most %d"
                  .formatted(named.machines().size(), named.most()))
          .at("machines");
    }
    var found = new ArrayList<Entrant>();
    List<Checked<?>> parts = new ArrayList<>();
    for (int i = 0; i < named.machines().size(); i++) {
      GivenMachine machine = named.machines().get(i);
      String name = machine.getName().isEmpty() ? "machine " + (i + 1) : machine.getName();
      parts.add(
          Inputs.stake("stake", machine.getStake())
              .at("stake")
              .then(
                  stake ->
                      Inputs.checked(
                          () -> {
                            var entrant =
                                new Entrant(
                                    "",
                                    name,
                                    0,
                                    false,
                                    new Member(Integer.toUnsignedLong(machine.getScore()), stake));
                            // A weight that cannot be is told here.
                            entrant.weight();
                            return found.add(entrant);
                          }))
              .at("machines[%d]".formatted(i)));
    }
    return Checked.all(found, parts).map(List::copyOf);
  }
}
