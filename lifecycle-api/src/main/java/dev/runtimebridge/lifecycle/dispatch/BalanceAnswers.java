package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Page;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.PoolRules;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.table.Aggregates;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.BalanceKind;
import dev.runtimebridge.schemas.v1.BalanceView;
import dev.runtimebridge.schemas.v1.DispatchBalance;
import dev.runtimebridge.schemas.v1.GetBalanceRequest;
import dev.runtimebridge.schemas.v1.ListBalancesRequest;
import dev.runtimebridge.schemas.v1.ListBalancesResponse;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What workers and pools have earned in rounds. */
public final class BalanceAnswers {
  private static final String POOL = "pool/";

  private final Tables tables;
  private final WorkerRules workers;
  private final PoolRules pools;

  /** Answers from these tables. */
  public BalanceAnswers(Tables tables) {
    this.tables = tables;
    this.workers = new WorkerRules(tables);
    this.pools = new PoolRules(tables);
  }

  /** That of one worker or pool; nothing so far is a balance, too. */
  public Checked<BalanceView> get(GetBalanceRequest request) {
    return switch (request.getOfCase()) {
      case PID ->
          pools
              .existing(request.getPid())
              .map(pool -> view(known(POOL + Long.toUnsignedString(request.getPid()))));
      case WORKER ->
          workers
              .existing(request.getWorker())
              .map(worker -> view(known(worker.id().aggregateId())))
              .at("worker");
      case OF_NOT_SET ->
          Checked.<BalanceView>invalid("nobody is named: expected a worker or a pid").at("worker");
    };
  }

  /** Pools by number, then workers by name. */
  public Checked<ListBalancesResponse> list(ListBalancesRequest request) {
    Checked<Integer> size = Page.size("page_size", request.getPageSize());
    Checked<String> after = Page.after(request.getPageToken()).at("page_token");
    return Checked.all(request, List.of(size, after))
        .then(
            good ->
                size.then(
                    limit ->
                        after.map(
                            from -> {
                              NavigableMap<String, BalanceView> all = matching(good);
                              Page<String> page =
                                  Page.of(
                                      all.tailMap(from, false).keySet().iterator(),
                                      limit,
                                      it -> it);
                              return ListBalancesResponse.newBuilder()
                                  .addAllBalances(page.items().stream().map(all::get).toList())
                                  .setNextPageToken(page.nextToken())
                                  .setTotalSize(all.size())
                                  .build();
                            })));
  }

  private NavigableMap<String, BalanceView> matching(ListBalancesRequest request) {
    var found = new TreeMap<String, BalanceView>();
    for (DispatchBalance balance : tables.balances().all()) {
      boolean pool = Aggregates.isPool(balance.getAggregateId());
      BalanceKind wanted = request.getKind();
      if ((pool ? BalanceKind.WORKER_BALANCES : BalanceKind.POOL_BALANCES) == wanted) {
        continue;
      }
      BalanceView view = view(balance);
      if (!request.hasPid() || view.getPid() == request.getPid()) {
        found.put(
            pool
                ? "0 %20s".formatted(Long.toUnsignedString(view.getPid()))
                : "1 %s %s".formatted(view.getName(), view.getWorkerId()),
            view);
      }
    }
    return found;
  }

  private DispatchBalance known(String aggregateId) {
    return tables
        .balances()
        .get(aggregateId)
        .orElseGet(() -> DispatchBalance.newBuilder().setAggregateId(aggregateId).build());
  }

  private BalanceView view(DispatchBalance balance) {
    String id = balance.getAggregateId();
    var view =
        BalanceView.newBuilder()
            .setFrozenPha(pha(balance.getFrozen()))
            .setAvailablePha(pha(balance.getAvailable()))
            .setMissedPha(pha(balance.getMissed()))
            .setRound(balance.getRound());
    if (Aggregates.isPool(id)) {
      PoolId pool = Aggregates.poolId(id);
      return view.setPid(pool.pid())
          .setName(tables.pool(pool).map(it -> it.config().getName()).orElse(""))
          .build();
    }
    WorkerId of = Aggregates.workerId(id);
    Optional<Worker> worker = tables.worker(of);
    return view.setWorkerId(of.toString())
        .setName(worker.map(Worker::name).orElse(""))
        .setPid(worker.map(it -> it.pool().pid()).orElse(0L))
        .build();
  }

  private static String pha(String digits) {
    return digits.isEmpty() ? "0" : PhaAmount.inPha(digits);
  }
}
