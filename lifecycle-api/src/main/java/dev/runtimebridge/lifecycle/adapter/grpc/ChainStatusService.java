package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.ChainStatusView;
import dev.runtimebridge.schemas.v1.GetChainStatusRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;

/** How the chains and the log are. */
@GrpcService
public class ChainStatusService extends ChainStatusGrpc.ChainStatusImplBase {
  private final Tables tables;
  private final WatchPlaces places;
  private final Ticker ticker;

  ChainStatusService(Tables tables, WatchPlaces places, Ticker ticker) {
    this.tables = tables;
    this.places = places;
    this.ticker = ticker;
  }

  @Override
  public void getChainStatus(
      GetChainStatusRequest request, StreamObserver<ChainStatusView> observer) {
    Answers.send(observer, () -> Checked.valid(tables.chainStatus()));
  }

  @Override
  public void watchChainStatus(
      GetChainStatusRequest request, StreamObserver<ChainStatusView> observer) {
    if (places.take(observer)) {
      var call = (ServerCallStreamObserver<ChainStatusView>) observer;
      var newest = new NewestOnly<>(call, tables::chainStatus);
      Ticker.Ticking ticking = ticker.each(newest::sendIfChanged);
      call.setOnCancelHandler(
          () -> {
            ticking.end();
            places.leave();
          });
    }
  }
}
