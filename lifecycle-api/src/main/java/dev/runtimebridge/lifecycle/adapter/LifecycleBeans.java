package dev.runtimebridge.lifecycle.adapter;

import dev.runtimebridge.lifecycle.adapter.grpc.Batch;
import dev.runtimebridge.lifecycle.adapter.grpc.Changes;
import dev.runtimebridge.lifecycle.adapter.grpc.PoolWatches;
import dev.runtimebridge.lifecycle.adapter.grpc.Ticker;
import dev.runtimebridge.lifecycle.adapter.grpc.TransactionWatches;
import dev.runtimebridge.lifecycle.adapter.grpc.WatchPlaces;
import dev.runtimebridge.lifecycle.adapter.grpc.WorkerActions;
import dev.runtimebridge.lifecycle.adapter.grpc.WorkerWatches;
import dev.runtimebridge.lifecycle.command.CommandGateway;
import dev.runtimebridge.lifecycle.command.CommandLog;
import dev.runtimebridge.lifecycle.command.PendingCommands;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.OperatorSecrets;
import dev.runtimebridge.lifecycle.table.DryRuns;
import dev.runtimebridge.lifecycle.table.EarlierCommands;
import dev.runtimebridge.lifecycle.table.EventLog;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.table.TransactionQueries;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain classes of this service together. */
final class LifecycleBeans {

  @Produces
  @Singleton
  Tables tables(ApiConfig config) {
    return new Tables(config.transactions());
  }

  @Produces
  @Singleton
  PendingCommands pendingCommands() {
    return new PendingCommands();
  }

  @Produces
  @Singleton
  CommandGateway gateway(
      CommandLog log, PendingCommands pending, ApiConfig config, Tables tables, EventLog events) {
    return new CommandGateway(
        log,
        pending,
        config.commandTimeout(),
        Clock.systemUTC(),
        new EarlierCommands(tables, events));
  }

  @Produces
  @Singleton
  Changes changes(CommandGateway gateway, Tables tables, Queries queries, Addresses addresses) {
    return new Changes(gateway, queries, new DryRuns(tables, queries, addresses));
  }

  @Produces
  @Singleton
  Addresses addresses(ApiConfig config) {
    return new Addresses(config.ss58Prefix());
  }

  @Produces
  @Singleton
  Queries queries(Tables tables, EventLog events, Addresses addresses) {
    return new Queries(tables, events, addresses);
  }

  @Produces
  @Singleton
  TransactionQueries transactionQueries(Tables tables, Addresses addresses) {
    return new TransactionQueries(tables, addresses);
  }

  @Produces
  @Singleton
  OperatorSecrets operatorSecrets(Tables tables, Addresses addresses) {
    return new OperatorSecrets(addresses, tables.sealingKeys()::newest);
  }

  @Produces
  @Singleton
  WorkerActions workerActions(Tables tables, Changes changes, ApiConfig config) {
    return new WorkerActions(tables, changes, new Batch(config.actionsAtOnce()));
  }

  @Produces
  @Singleton
  TransactionWatches transactionWatches(
      Tables tables, TransactionQueries queries, WatchPlaces places, ApiConfig config) {
    return new TransactionWatches(tables, queries, places, config.watchQueue());
  }

  @Produces
  @Singleton
  WatchPlaces watchPlaces(ApiConfig config) {
    return new WatchPlaces(config.watchers());
  }

  @Produces
  @Singleton
  WorkerWatches workerWatches(
      Tables tables, Queries queries, WatchPlaces places, ApiConfig config) {
    return new WorkerWatches(tables, queries, places, config.watchQueue());
  }

  @Produces
  @Singleton
  PoolWatches poolWatches(Queries queries, WatchPlaces places, Ticker ticker) {
    return new PoolWatches(queries, places, ticker);
  }

  @Produces
  @Singleton
  Ticker ticker() {
    return new Ticker();
  }

  void close(@Disposes Ticker ticker) {
    ticker.close();
  }
}
