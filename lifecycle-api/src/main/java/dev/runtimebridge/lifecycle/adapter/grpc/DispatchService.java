package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.dispatch.BalanceAnswers;
import dev.runtimebridge.lifecycle.dispatch.RoundAnswers;
import dev.runtimebridge.lifecycle.dispatch.StakeWorth;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.BalanceView;
import dev.runtimebridge.schemas.v1.ChanceCurves;
import dev.runtimebridge.schemas.v1.ChancesView;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.GetBalanceRequest;
import dev.runtimebridge.schemas.v1.GetChanceCurvesRequest;
import dev.runtimebridge.schemas.v1.GetChancesRequest;
import dev.runtimebridge.schemas.v1.GetRoundRequest;
import dev.runtimebridge.schemas.v1.ListBalancesRequest;
import dev.runtimebridge.schemas.v1.ListBalancesResponse;
import dev.runtimebridge.schemas.v1.ListRoundsRequest;
import dev.runtimebridge.schemas.v1.ListRoundsResponse;
import dev.runtimebridge.schemas.v1.PlanSplitRequest;
import dev.runtimebridge.schemas.v1.RoundDetail;
import dev.runtimebridge.schemas.v1.RoundView;
import dev.runtimebridge.schemas.v1.SplitPlan;
import dev.runtimebridge.schemas.v1.WatchRoundsRequest;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** Rounds of tasks, what they paid, and what a stake is worth. */
@GrpcService
public class DispatchService extends DispatchGrpc.DispatchImplBase {
  private final RoundAnswers rounds;
  private final RoundWatches watches;
  private final BalanceAnswers balances;
  private final StakeWorth worth;

  DispatchService(Tables tables, RoundAnswers rounds, RoundWatches watches, StakeWorth worth) {
    this.rounds = rounds;
    this.watches = watches;
    this.balances = new BalanceAnswers(tables);
    this.worth = worth;
  }

  @Override
  public void listRounds(ListRoundsRequest request, StreamObserver<ListRoundsResponse> observer) {
    Answers.send(observer, () -> rounds.list(request));
  }

  @Override
  public void getRound(GetRoundRequest request, StreamObserver<RoundDetail> observer) {
    Answers.send(observer, () -> rounds.get(request));
  }

  @Override
  public void watchRounds(WatchRoundsRequest request, StreamObserver<RoundView> observer) {
    watches.begin(request, observer);
  }

  @Override
  public void listBalances(
      ListBalancesRequest request, StreamObserver<ListBalancesResponse> observer) {
    Answers.send(observer, () -> balances.list(request));
  }

  @Override
  public void getBalance(GetBalanceRequest request, StreamObserver<BalanceView> observer) {
    Answers.send(observer, () -> balances.get(request));
  }

  @Override
  public void getChances(GetChancesRequest request, StreamObserver<ChancesView> observer) {
    Answers.send(observer, () -> worth.chances(request));
  }

  @Override
  public void getChanceCurves(
      GetChanceCurvesRequest request, StreamObserver<ChanceCurves> observer) {
    Answers.send(observer, () -> worth.curves(request));
  }

  @Override
  public void planSplit(PlanSplitRequest request, StreamObserver<SplitPlan> observer) {
    Answers.send(observer, () -> worth.split(request));
  }
}
