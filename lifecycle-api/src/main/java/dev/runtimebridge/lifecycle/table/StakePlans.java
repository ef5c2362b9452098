package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.words.PlannedChange;
import dev.runtimebridge.schemas.v1.PlanStakesRequest;
import dev.runtimebridge.schemas.v1.PlannedStake;
import dev.runtimebridge.schemas.v1.PoolStakePlan;
import dev.runtimebridge.schemas.v1.StakeChange;
import dev.runtimebridge.schemas.v1.StakePlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What changes of stakes would take of each pool, before they are asked for. */
public final class StakePlans {
  private static final int MOST = 10_000;

  private final Tables tables;
  private final WorkerRules workers;

  /** Plans over the tables. */
  public StakePlans(Tables tables) {
    this.tables = tables;
    this.workers = new WorkerRules(tables);
  }

  private record Planned(PlannedStake asked, WorkerId id, PhaAmount stake) {}

  /** The plan; every item that cannot be read is named, and a worker that is not there too. */
  public Checked<StakePlan> plan(PlanStakesRequest request) {
    int size = request.getStakesCount();
    if (size < 1 || size > MOST) {
      return Checked.<StakePlan>refused(
              Refusal.Reason.INVALID_VALUE,
              "stakes has %d items: expected 1 to %d in one call".formatted(size, MOST))
          .at("stakes");
    }
    List<Checked<?>> parts = new ArrayList<>(size);
    List<Planned> planned = new ArrayList<>(size);
    Map<WorkerId, Integer> first = new HashMap<>();
    for (int i = 0; i < size; i++) {
      PlannedStake item = request.getStakes(i);
      int index = i;
      Checked<WorkerId> id =
          workers.identify(item.getWorker()).at("worker").then(found -> once(found, index, first));
      Checked<PhaAmount> stake = PhaAmount.parse("stake", item.getStake()).at("stake");
      parts.add(
          Checked.all(item, List.of(id, stake))
              .then(
                  good ->
                      id.then(who -> stake.map(pha -> planned.add(new Planned(good, who, pha)))))
              .at("stakes[%d]".formatted(i)));
    }
    return Checked.all(planned, parts).map(this::plan);
  }

  private static Checked<WorkerId> once(WorkerId id, int index, Map<WorkerId, Integer> first) {
    Integer before = first.putIfAbsent(id, index);
    return before == null
        ? Checked.valid(id)
        : Checked.<WorkerId>refused(
                Refusal.Reason.INVALID_VALUE,
                "the worker is that of stakes[%d] too: expected each once".formatted(before))
            .at("worker");
  }

  private StakePlan plan(List<Planned> planned) {
    StakePlan.Builder plan = StakePlan.newBuilder();
    Map<PoolId, BigInteger> more = new TreeMap<>();
    for (Planned item : planned) {
      Optional<Worker> worker = tables.worker(item.id());
      if (worker.isEmpty()) {
        plan.addChanges(
            StakeChange.newBuilder()
                .setWorker(item.asked().getWorker())
                .setPlannedPha(item.stake().toPha())
                .setText(WorkerRules.missing(item.asked().getWorker())));
        continue;
      }
      PlannedChange change = PlannedChange.of(worker.get(), item.stake());
      plan.addChanges(change.view(item.asked().getWorker()));
      if (change.possible()) {
        more.merge(worker.get().pool(), change.more(), BigInteger::add);
      }
    }
    Map<PoolId, PoolFigures> figures =
        PoolFigures.of(tables.workers().each(), worker -> more.containsKey(worker.pool()));
    more.forEach(
        (pool, units) ->
            plan.addPools(
                pool(pool, units, figures.getOrDefault(pool, PoolFigures.none()).freeStake())));
    return plan.build();
  }

  private static PoolStakePlan pool(PoolId pool, BigInteger more, String free) {
    boolean enough =
        more.signum() <= 0 || (!free.isEmpty() && new BigInteger(free).compareTo(more) >= 0);
    String pha = PhaAmount.inPha(more.abs().toString());
    return PoolStakePlan.newBuilder()
        .setPid(pool.pid())
        .setMorePha(more.signum() < 0 ? "-" + pha : pha)
        .setFreePha(free.isEmpty() ? "" : PhaAmount.inPha(free))
        .setEnough(enough)
        .build();
  }
}
