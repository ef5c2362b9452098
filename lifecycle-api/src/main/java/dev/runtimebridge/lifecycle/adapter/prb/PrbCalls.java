package dev.runtimebridge.lifecycle.adapter.prb;

import dev.runtimebridge.lifecycle.adapter.http.GuardedServices;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListPoolsResponse;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsResponse;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of this API for one caller; whole lists are read page by page. */
final class PrbCalls {
  private static final int PAGE = 1_000;
  private static final int MOST_TRANSACTIONS = 10_000;

  private final GuardedServices services;
  private final Context caller;

  PrbCalls(GuardedServices services, Context caller) {
    this.services = services;
    this.caller = caller;
  }

  <Q, R> R call(MethodDescriptor<Q, R> method, Q request) {
    return services.call(caller, method, request);
  }

  /** The answer, or nothing where a thing is asked for that is not there. */
  <Q, R> Optional<R> find(MethodDescriptor<Q, R> method, Q request) {
    try {
      return Optional.of(call(method, request));
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case NOT_FOUND, INVALID_ARGUMENT -> Optional.empty();
        default -> throw e;
      };
    }
  }

  List<PoolView> pools() {
    List<PoolView> all = new ArrayList<>();
    var request = ListPoolsRequest.newBuilder().setPageSize(PAGE);
    do {
      ListPoolsResponse page = call(LifecycleGrpc.getListPoolsMethod(), request.build());
      all.addAll(page.getPoolsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return all;
  }

  List<WorkerView> workers() {
    return workers(ListWorkersRequest.newBuilder());
  }

  List<WorkerView> workersOf(long pid) {
    return workers(ListWorkersRequest.newBuilder().setPid(pid));
  }

  private List<WorkerView> workers(ListWorkersRequest.Builder request) {
    List<WorkerView> all = new ArrayList<>();
    request.setPageSize(PAGE);
    do {
      ListWorkersResponse page = call(LifecycleGrpc.getListWorkersMethod(), request.build());
      all.addAll(page.getWorkersList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return all;
  }

  /** The newest ones. */
  List<TransactionView> transactions() {
    List<TransactionView> all = new ArrayList<>();
    var request = ListTransactionsRequest.newBuilder().setPageSize(PAGE);
    do {
      ListTransactionsResponse page =
          call(TransactionsGrpc.getListTransactionsMethod(), request.build());
      all.addAll(page.getTransactionsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty() && all.size() < MOST_TRANSACTIONS);
    return all;
  }
}
