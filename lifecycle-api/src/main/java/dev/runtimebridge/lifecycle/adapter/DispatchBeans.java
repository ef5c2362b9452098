package dev.runtimebridge.lifecycle.adapter;

import dev.runtimebridge.lifecycle.adapter.grpc.RoundWatches;
import dev.runtimebridge.lifecycle.adapter.grpc.WatchPlaces;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.dispatch.Calculations;
import dev.runtimebridge.lifecycle.dispatch.OpenedRounds;
import dev.runtimebridge.lifecycle.dispatch.RoundAnswers;
import dev.runtimebridge.lifecycle.dispatch.StakeWorth;
import dev.runtimebridge.lifecycle.table.RoundLog;
import dev.runtimebridge.lifecycle.table.Tables;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together what answers about rounds and stakes. */
final class DispatchBeans {
  @Produces
  @Singleton
  Calculations calculations(ApiConfig config) {
    return new Calculations(config.commandTimeout());
  }

  void close(@Disposes Calculations calculations) {
    calculations.close();
  }

  @Produces
  @Singleton
  OpenedRounds openedRounds(Tables tables, RoundLog log) {
    return new OpenedRounds(tables.rounds(), log);
  }

  @Produces
  @Singleton
  RoundAnswers roundAnswers(
      Tables tables, RoundLog log, OpenedRounds opened, Calculations calculations) {
    return new RoundAnswers(tables, log, opened, calculations);
  }

  @Produces
  @Singleton
  RoundWatches roundWatches(
      Tables tables, RoundAnswers answers, WatchPlaces places, ApiConfig config) {
    return new RoundWatches(tables.rounds(), answers, places, config.watchQueue());
  }

  @Produces
  @Singleton
  StakeWorth stakeWorth(Tables tables, OpenedRounds opened, Calculations calculations) {
    return new StakeWorth(tables, opened, calculations);
  }
}
