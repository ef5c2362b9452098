package dev.runtimebridge.lifecycle.adapter.http;

import com.google.rpc.Code;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * How many requests may be under way at once over HTTP, streams and calls of PRB's API among them.
 * One too many is refused at once; those that are there go on.
 */
@Singleton
public class CallPlaces {
  private final int most;
  private final Semaphore places;

  CallPlaces(ApiConfig config) {
    this.most = config.httpCalls();
    this.places = new Semaphore(most);
  }

  /** Takes a place until the answer has ended or the caller has gone; or refuses the request. */
  void enter(RoutingContext http) {
    if (!places.tryAcquire()) {
      Body.drop(http);
      Answer.send(http, full());
      return;
    }
    http.addEndHandler(_ -> places.release());
    http.next();
  }

  private Problem full() {
    return Problem.of(
        Code.RESOURCE_EXHAUSTED,
        "TOO_MUCH",
        "%d requests are under way already".formatted(most),
        "try again in a moment, end streams that nobody reads, or raise bridge.api.http-calls");
  }
}
