package dev.runtimebridge.lifecycle.adapter.grpc;

import dev.runtimebridge.lifecycle.dispatch.RoundAnswers;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Page;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.LogPosition;
import dev.runtimebridge.lifecycle.table.RoundTable;
import dev.runtimebridge.schemas.v1.RoundView;
import dev.runtimebridge.schemas.v1.WatchRoundsRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Streams of rounds: first the newest, or what a watcher has missed, then each change. */
public final class RoundWatches {
  private final RoundTable rounds;
  private final RoundAnswers answers;
  private final WatchPlaces places;
  private final int queue;

  /**
   * Watches over the rounds.
   *
   * @param queue how many changes a watcher may be late beyond what it began with
   */
  public RoundWatches(RoundTable rounds, RoundAnswers answers, WatchPlaces places, int queue) {
    this.rounds = rounds;
    this.answers = answers;
    this.places = places;
    this.queue = queue;
  }

  void begin(WatchRoundsRequest request, StreamObserver<RoundView> observer) {
    var call = (ServerCallStreamObserver<RoundView>) observer;
    if (!places.take(call)) {
      return;
    }
    var stream = new WatchStream<RoundView>(call, queue + rounds.size());
    Consumer<RoundTable.Change> watcher =
        change ->
            stream.offer(
                answers.view(change.now()).toBuilder()
                    .setResumeToken(change.position().token())
                    .build());
    Checked<RoundTable.Watch> begun =
        request.getResumeToken().isEmpty()
            ? Page.size("newest", request.getNewest()).map(most -> rounds.watch(most, watcher))
            : LogPosition.parse(request.getResumeToken())
                .then(since -> rounds.watch(since, watcher))
                .at("resume_token");
    switch (begun) {
      case Checked.Refused<RoundTable.Watch>(Refusal refusal) -> {
        stream.whenEnded(places::leave);
        stream.fail(refusal);
      }
      case Checked.Valid<RoundTable.Watch>(RoundTable.Watch watch) -> {
        stream.whenEnded(
            () -> {
              watch.end().run();
              places.leave();
            });
        stream.begin(standing(watch));
      }
    }
  }

  /** What stands; the last of it tells where to go on. */
  private List<RoundView> standing(RoundTable.Watch watch) {
    var views = new ArrayList<>(watch.rounds().stream().map(answers::view).toList());
    if (!views.isEmpty()) {
      views.set(
          views.size() - 1,
          views.getLast().toBuilder().setResumeToken(watch.position().token()).build());
    }
    return views;
  }
}
