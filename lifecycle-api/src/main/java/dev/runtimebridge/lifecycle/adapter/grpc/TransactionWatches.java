package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.table.Transaction;
import dev.runtimebridge.lifecycle.table.TransactionQueries;
import dev.runtimebridge.lifecycle.table.TransactionTable;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.schemas.v1.WatchTransactionsRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Predicate;

/** Streams of transactions: first those that are under way, then each change. */
public final class TransactionWatches {
  private final Tables tables;
  private final TransactionQueries queries;
  private final WatchPlaces places;
  private final int queue;

  /**
   * Watches over the tables.
   *
   * @param queue how many changes a watcher may be late beyond what it began with
   */
  public TransactionWatches(
      Tables tables, TransactionQueries queries, WatchPlaces places, int queue) {
    this.tables = tables;
    this.queries = queries;
    this.places = places;
    this.queue = queue;
  }

  void begin(WatchTransactionsRequest request, StreamObserver<TransactionView> observer) {
    var call = (ServerCallStreamObserver<TransactionView>) observer;
    if (!places.take(call)) {
      return;
    }
    Predicate<Transaction> wanted =
        it -> !request.hasPid() || it.request().getPid() == request.getPid();
    var stream = new WatchStream<TransactionView>(call, queue + tables.transactions().size());
    TransactionTable.Watch watch =
        tables
            .transactions()
            .watch(
                transaction -> {
                  if (wanted.test(transaction)) {
                    stream.offer(queries.view(transaction));
                  }
                });
    stream.whenEnded(
        () -> {
          watch.end().run();
          places.leave();
        });
    stream.begin(watch.underWay().stream().filter(wanted).map(queries::view).toList());
  }
}
