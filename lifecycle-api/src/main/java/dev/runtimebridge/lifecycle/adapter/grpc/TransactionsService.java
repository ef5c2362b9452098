package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.table.TransactionQueries;
import dev.runtimebridge.schemas.v1.GetTransactionRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsResponse;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import dev.runtimebridge.schemas.v1.WatchTransactionsRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** What is sent to the parachain, and what became of it. */
@GrpcService
public class TransactionsService extends TransactionsGrpc.TransactionsImplBase {
  private final TransactionQueries queries;
  private final TransactionWatches watches;

  TransactionsService(TransactionQueries queries, TransactionWatches watches) {
    this.queries = queries;
    this.watches = watches;
  }

  @Override
  public void getTransaction(
      GetTransactionRequest request, StreamObserver<TransactionView> observer) {
    Answers.send(observer, () -> queries.get(request.getRequestId()));
  }

  @Override
  public void listTransactions(
      ListTransactionsRequest request, StreamObserver<ListTransactionsResponse> observer) {
    Answers.send(observer, () -> queries.list(request));
  }

  @Override
  public void watchTransactions(
      WatchTransactionsRequest request, StreamObserver<TransactionView> observer) {
    watches.begin(request, observer);
  }
}
