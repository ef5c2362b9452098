package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Advice;
import dev.runtimebridge.lifecycle.domain.CallWords;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Page;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.domain.WorkerRules;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsResponse;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionState;
import dev.runtimebridge.schemas.v1.TransactionView;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Answers questions about what was sent to the chain. */
public final class TransactionQueries {
  private static final String WORKER_PREFIX = "worker/";
  private static final int LONGEST_ID = 64;

  private final Tables tables;
  private final WorkerRules workers;
  private final Addresses addresses;

  /** Queries over the tables. */
  public TransactionQueries(Tables tables, Addresses addresses) {
    this.tables = tables;
    this.workers = new WorkerRules(tables);
    this.addresses = addresses;
  }

  /** A request as callers see it. */
  public TransactionView view(Transaction transaction) {
    TransactionRequestRecord request = transaction.request();
    String worker = workerId(request);
    String name = name(worker);
    TransactionView.Builder view =
        transaction.progress().toBuilder()
            .setWorkerId(worker)
            .setWorkerName(name)
            .setPid(request.getPid())
            .setCall(CallWords.name(request.getCall()))
            .setDescription(
                CallWords.description(request.getCall(), name.isEmpty() ? worker : name))
            .setOperator(addresses.text(LogBytes.read(request.getOperator())))
            .setProxied(addresses.text(LogBytes.read(request.getProxied())));
    if (view.hasFailure()) {
      view.setAdvice(Advice.of(view.getFailure()));
    }
    return view.build();
  }

  /** One request. */
  public Checked<TransactionView> get(String requestId) {
    if (requestId.isEmpty() || requestId.length() > LONGEST_ID) {
      return Checked.<TransactionView>invalid(
              "request_id is none: expected the id that a list of them shows")
          .at("request_id");
    }
    return tables
        .transactions()
        .get(requestId)
        .map(it -> Checked.valid(view(it)))
        .orElseGet(
            () ->
                Checked.refused(
                    Refusal.Reason.NOT_FOUND,
                    "there is no transaction with this request_id among the newest %d: expected one that a list shows"
                        .formatted(tables.transactions().size())));
  }

  /** Requests, the newest first. */
  public Checked<ListTransactionsResponse> list(ListTransactionsRequest request) {
    Checked<Optional<WorkerId>> worker =
        request.hasWorker()
            ? workers.identify(request.getWorker()).map(Optional::of).at("worker")
            : Checked.valid(Optional.empty());
    Checked<Integer> size = Page.size("page_size", request.getPageSize());
    Checked<String> after = after(request.getPageToken()).at("page_token");
    return Checked.all(request, List.of(worker, size, after))
        .then(
            good ->
                worker.then(
                    id -> size.then(limit -> after.map(last -> page(good, id, limit, last)))));
  }

  private ListTransactionsResponse page(
      ListTransactionsRequest request, Optional<WorkerId> worker, int size, String last) {
    Page<Transaction> page = Page.of(filtered(request, worker, last), size, Transaction::id);
    return ListTransactionsResponse.newBuilder()
        .addAllTransactions(page.items().stream().map(this::view).toList())
        .setNextPageToken(page.nextToken())
        .setTotalSize((int) matching(request, worker, "").count())
        .build();
  }

  /** What a page begins after; a token whose request was cut meanwhile is refused. */
  private Checked<String> after(String token) {
    return Page.after(token)
        .then(
            id ->
                id.isEmpty() || tables.transactions().get(id).isPresent()
                    ? Checked.valid(id)
                    : Page.badToken(token));
  }

  private Iterator<Transaction> filtered(
      ListTransactionsRequest request, Optional<WorkerId> worker, String last) {
    return matching(request, worker, last).iterator();
  }

  private Stream<Transaction> matching(
      ListTransactionsRequest request, Optional<WorkerId> worker, String last) {
    Set<TransactionState> states = EnumSet.noneOf(TransactionState.class);
    states.addAll(request.getStatesList());
    Predicate<Transaction> wanted =
        it ->
            (!request.hasPid() || it.request().getPid() == request.getPid())
                && (worker.isEmpty()
                    || it.request().getAggregateId().equals(worker.get().aggregateId()))
                && (states.isEmpty() || states.contains(it.progress().getState()));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                tables.transactions().before(last), Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .map(tables.transactions()::newest)
        .filter(wanted);
  }

  private static String workerId(TransactionRequestRecord request) {
    String aggregate = request.getAggregateId();
    return aggregate.startsWith(WORKER_PREFIX) ? aggregate.substring(WORKER_PREFIX.length()) : "";
  }

  private String name(String workerId) {
    return WorkerId.parse(workerId) instanceof Checked.Valid<WorkerId>(WorkerId id)
        ? tables.worker(id).map(Worker::name).orElse("")
        : "";
  }
}
