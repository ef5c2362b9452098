package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Command;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.lifecycle.words.PoolForecast;
import dev.runtimebridge.lifecycle.words.WorkerForecast;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.WorkerView;

/** What commands would lead to, as views of what would be. Nothing is written. */
public final class DryRuns {
  private final Tables tables;
  private final Queries queries;
  private final Addresses addresses;

  /** Dry runs over the tables. */
  public DryRuns(Tables tables, Queries queries, Addresses addresses) {
    this.tables = tables;
    this.queries = queries;
    this.addresses = addresses;
  }

  /** The worker that a command would make. */
  public Checked<WorkerView> worker(Command command) {
    var id = Aggregates.workerId(command.aggregateId());
    var before = tables.worker(id);
    return WorkerForecast.of(before, command.content())
        .map(
            forecast ->
                queries
                    .view(new Worker(id, forecast.state(), before.map(Worker::sequence).orElse(0L)))
                    .toBuilder()
                    .addAllWould(forecast.would())
                    .build());
  }

  /** The pool that a command would make. */
  public Checked<PoolView> pool(Command command) {
    return PoolForecast.of(
            tables.pool(Aggregates.poolId(command.aggregateId())), command.content(), addresses)
        .map(
            forecast ->
                queries.view(forecast.pool()).toBuilder()
                    .addAllWould(forecast.would())
                    .setDeleted(forecast.deleted())
                    .build());
  }
}
