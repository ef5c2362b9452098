package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Page;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.lifecycle.domain.PoolRules;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.lifecycle.words.Explanation;
import dev.runtimebridge.lifecycle.words.Histories;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.GetPoolHistoryRequest;
import dev.runtimebridge.schemas.v1.GetPoolHistoryResponse;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryResponse;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListPoolsResponse;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerExplanation;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers questions from the tables. */
public final class Queries {
  private final Tables tables;
  private final EventLog events;
  private final WorkerRules workers;
  private final Addresses addresses;
  private final WorkerList list;
  private final Histories histories;

  /** Queries over tables, and over events that are read again from the log. */
  public Queries(Tables tables, EventLog events, Addresses addresses) {
    this.tables = tables;
    this.addresses = addresses;
    this.events = events;
    this.workers = new WorkerRules(tables);
    this.list = new WorkerList(tables, addresses);
    this.histories = new Histories(addresses, tables.asked()::get);
  }

  /** A pool as callers see it. */
  public PoolView view(Pool pool) {
    return view(
        pool,
        PoolFigures.of(tables.workers().each(), worker -> worker.pool().equals(pool.id()))
            .getOrDefault(pool.id(), PoolFigures.none()));
  }

  /** All pools as callers see them, by number. */
  public List<PoolView> allPools() {
    Map<PoolId, PoolFigures> figures = PoolFigures.of(tables.workers().each(), worker -> true);
    var views = new ArrayList<PoolView>();
    tables
        .pools()
        .after(PoolTable.BEFORE_ALL)
        .forEachRemaining(
            pool -> views.add(view(pool, figures.getOrDefault(pool.id(), PoolFigures.none()))));
    return views;
  }

  private PoolView view(Pool pool, PoolFigures figures) {
    TransactionTable transactions = tables.transactions();
    PoolView.Builder view =
        Views.of(pool, tables.workersIn(pool.id()), figures, addresses).toBuilder()
            .setFeesPha(PhaAmount.inPha(transactions.fees(pool.id().pid()).toString()));
    pool.operator()
        .flatMap(operator -> transactions.balance(operator.account()))
        .ifPresent(
            balance ->
                view.setBalancePha(PhaAmount.inPha(balance.free())).setBalanceLow(balance.low()));
    return view.build();
  }

  /** A worker as callers see it. */
  public WorkerView view(Worker worker) {
    WorkerView view = Views.of(worker, tables.chain().published(), addresses);
    return tables
        .transactions()
        .get(worker.state().getCall().getRequestId())
        .filter(call -> !call.ended() && call.progress().hasFailure())
        .map(call -> Views.waiting(view, call.progress().getFailure()))
        .orElse(view);
  }

  /** The pool that a command has led to, also if the command deleted it. */
  public PoolView poolAfter(AggregateStateRecord state) {
    return view(Aggregates.pool(state));
  }

  /** The worker that a command has led to, also if the command deleted it. */
  public WorkerView workerAfter(AggregateStateRecord state) {
    return view(Aggregates.worker(state));
  }

  /** Pools by number. */
  public Checked<ListPoolsResponse> list(ListPoolsRequest request) {
    Checked<Integer> size = Page.size("page_size", request.getPageSize());
    Checked<PoolId> after =
        Page.after(request.getPageToken())
            .then(key -> poolKey(request.getPageToken(), key))
            .at("page_token");
    return Checked.all(request, List.of(size, after))
        .then(
            good ->
                size.then(
                    limit ->
                        after.map(
                            id ->
                                Page.of(
                                    tables.pools().after(id), limit, it -> it.id().toString()))))
        .map(
            page -> {
              Map<PoolId, PoolFigures> figures =
                  PoolFigures.of(tables.workers().each(), worker -> true);
              return ListPoolsResponse.newBuilder()
                  .addAllPools(
                      page.items().stream()
                          .map(
                              pool ->
                                  view(pool, figures.getOrDefault(pool.id(), PoolFigures.none())))
                          .toList())
                  .setNextPageToken(page.nextToken())
                  .setTotalSize(tables.pools().size())
                  .build();
            });
  }

  /** Workers in the order asked for. */
  public Checked<ListWorkersResponse> list(ListWorkersRequest request) {
    Checked<WorkerFields> fields = WorkerFields.of(request.getFieldsList());
    Checked<WorkerList.Part> page = list.page(request);
    return Checked.all(request, List.of(page, fields))
        .then(good -> fields.then(shown -> page.map(part -> response(part, shown))));
  }

  private ListWorkersResponse response(WorkerList.Part part, WorkerFields shown) {
    return ListWorkersResponse.newBuilder()
        .addAllWorkers(part.workers().stream().map(worker -> shown.of(view(worker))).toList())
        .setNextPageToken(part.nextToken())
        .setTotalSize(part.total())
        .build();
  }

  /** Newest events of a worker, also of one that was deleted. */
  public Checked<GetWorkerHistoryResponse> history(GetWorkerHistoryRequest request) {
    return Page.size("limit", request.getLimit())
        .then(
            limit ->
                workers
                    .identify(request.getWorker())
                    .at("worker")
                    .then(
                        id ->
                            newest(
                                id.aggregateId(),
                                limit,
                                request.getBeforeSequence(),
                                WorkerRules.missing(request.getWorker()))))
        .map(
            found ->
                GetWorkerHistoryResponse.newBuilder()
                    .addAllEvents(found)
                    .addAllEntries(histories.of(found))
                    .setSs58Prefix(addresses.prefix())
                    .build());
  }

  /** Newest events of a pool, also of one that was deleted. */
  public Checked<GetPoolHistoryResponse> history(GetPoolHistoryRequest request) {
    return Page.size("limit", request.getLimit())
        .then(
            limit ->
                PoolId.of(request.getPid())
                    .at("pid")
                    .then(
                        id ->
                            newest(
                                id.aggregateId(),
                                limit,
                                request.getBeforeSequence(),
                                PoolRules.missing(id))))
        .map(
            found ->
                GetPoolHistoryResponse.newBuilder()
                    .addAllEvents(found.stream().map(Queries::withoutSecret).toList())
                    .addAllEntries(histories.of(found))
                    .setSs58Prefix(addresses.prefix())
                    .build());
  }

  /** Why a worker is as it is. */
  public Checked<WorkerExplanation> explain(WorkerRef ref, Instant now) {
    return workers
        .existing(ref)
        .then(
            worker -> {
              WorkerView view = view(worker);
              return newest(
                      worker.id().aggregateId(),
                      Explanation.LOOKED_THROUGH,
                      0,
                      WorkerRules.missing(ref))
                  .map(events -> Explanation.because(worker.state(), events))
                  .map(
                      because ->
                          WorkerExplanation.newBuilder()
                              .setSummary(Explanation.summary(view, now))
                              .setAdvice(Explanation.advice(view))
                              .addAllBecause(histories.of(because))
                              .build());
            });
  }

  private Checked<List<WorkerEventRecord>> newest(
      String aggregateId, int limit, long beforeSequence, String missing) {
    HistoryIndex history = tables.history();
    return history.knows(aggregateId)
        ? events.read(history.newest(aggregateId, limit, beforeSequence))
        : Checked.refused(Refusal.Reason.NOT_FOUND, missing);
  }

  /** Only the submitter has to do with it, sealed as it is. */
  private static WorkerEventRecord withoutSecret(WorkerEventRecord event) {
    if (!event.hasPoolOperatorSet()) {
      return event;
    }
    WorkerEventRecord.Builder shown = event.toBuilder();
    shown.getPoolOperatorSetBuilder().getOperatorBuilder().clearSecret();
    return shown.build();
  }

  private static Checked<PoolId> poolKey(String token, String key) {
    if (key.isEmpty()) {
      return Checked.valid(PoolTable.BEFORE_ALL);
    }
    try {
      return Checked.valid(new PoolId(Long.parseUnsignedLong(key)));
    } catch (NumberFormatException e) {
      return Page.badToken(token);
    }
  }
}
