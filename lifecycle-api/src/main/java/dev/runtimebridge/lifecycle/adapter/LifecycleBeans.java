package dev.runtimebridge.lifecycle.adapter;

import dev.runtimebridge.lifecycle.adapter.grpc.Ticker;
import dev.runtimebridge.lifecycle.adapter.grpc.WatchPlaces;
import dev.runtimebridge.lifecycle.adapter.grpc.WorkerWatches;
import dev.runtimebridge.lifecycle.command.CommandGateway;
import dev.runtimebridge.lifecycle.command.CommandLog;
import dev.runtimebridge.lifecycle.command.PendingCommands;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.table.EventLog;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain classes of this service together. */
final class LifecycleBeans {

  @Produces
  @Singleton
  Tables tables() {
    return new Tables();
  }

  @Produces
  @Singleton
  PendingCommands pendingCommands() {
    return new PendingCommands();
  }

  @Produces
  @Singleton
  CommandGateway gateway(CommandLog log, PendingCommands pending, ApiConfig config) {
    return new CommandGateway(log, pending, config.commandTimeout(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  Queries queries(Tables tables, EventLog events) {
    return new Queries(tables, events);
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
  Ticker ticker() {
    return new Ticker();
  }

  void close(@Disposes Ticker ticker) {
    ticker.close();
  }
}
