package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.alert.Alert;
import dev.runtimebridge.lifecycle.alert.AlertBoard;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.AlertView;
import dev.runtimebridge.schemas.v1.AlertsGrpc;
import dev.runtimebridge.schemas.v1.ListAlertsRequest;
import dev.runtimebridge.schemas.v1.ListAlertsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.function.Predicate;

/** What an operator should look at. Answers also while the log cannot be read: it says so. */
@GrpcService
public class AlertsService extends AlertsGrpc.AlertsImplBase {
  private final AlertBoard board;
  private final WatchPlaces places;
  private final int queue;

  AlertsService(AlertBoard board, WatchPlaces places, ApiConfig config, Tables tables) {
    this.board = board;
    this.places = places;
    this.queue = config.watchQueue();
    tables.countAlertsBy(() -> AlertViews.counts(board));
  }

  @Override
  public void listAlerts(ListAlertsRequest request, StreamObserver<ListAlertsResponse> observer) {
    Answers.send(
        observer,
        () ->
            Checked.valid(
                ListAlertsResponse.newBuilder()
                    .addAllAlerts(
                        board.standing().stream()
                            .filter(wanted(request))
                            .map(AlertViews::of)
                            .toList())
                    .build()));
  }

  @Override
  public void watchAlerts(ListAlertsRequest request, StreamObserver<AlertView> observer) {
    var call = (ServerCallStreamObserver<AlertView>) observer;
    if (!places.take(call)) {
      return;
    }
    Predicate<Alert> wanted = wanted(request);
    var stream = new WatchStream<AlertView>(call, queue);
    AlertBoard.Watch watch =
        board.watch(
            alert -> {
              if (wanted.test(alert)) {
                stream.offer(AlertViews.of(alert));
              }
            });
    stream.whenEnded(
        () -> {
          watch.end().run();
          places.leave();
        });
    stream.begin(watch.standing().stream().filter(wanted).map(AlertViews::of).toList());
  }

  private static Predicate<Alert> wanted(ListAlertsRequest request) {
    return alert -> !request.hasPid() || alert.concerns(request.getPid());
  }
}
