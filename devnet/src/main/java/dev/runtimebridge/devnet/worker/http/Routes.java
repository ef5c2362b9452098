package dev.runtimebridge.devnet.worker.http;

import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.devnet.worker.enclave.AppError;
import dev.runtimebridge.devnet.worker.enclave.RuntimeInfo;
import dev.runtimebridge.devnet.worker.host.HostedWorker;
import dev.runtimebridge.devnet.worker.host.Illness;
import dev.runtimebridge.devnet.worker.host.ProcessDied;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which path leads where, and what an ill worker does instead. */
final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final Pattern WORKER = Pattern.compile("/w/(\\d{1,7})/(.*)");
  private static final String PRPC = "prpc/";
  private static final int SMALL = 64 << 10;
  private static final String NOT_HERE =
      "<!DOCTYPE html><html><head><title>404 Not Found</title></head>"
          + "<body><h1>404: Not Found</h1></body></html>";
  private static final String OTHER_SERVER =
      "<!DOCTYPE html><html><head><title>Welcome</title></head>"
          + "<body><h1>It works!</h1></body></html>";

  /** Where an answer goes; one of the three is called, once. */
  interface Reply {
    /** Sends an answer. */
    void reply(Answer answer);

    /** Closes the connection without one. */
    void drop();

    /** Never answers. */
    void forget();
  }

  /** What a path leads to, and the most bytes that its body may have. */
  sealed interface Route {
    int limit();

    /** A method of {@code PhactoryAPI}, or one that there is not. */
    record Prpc(HostedWorker worker, String path, boolean get, int limit) implements Route {}

    /** A task that a worker was drawn for. */
    record Task(HostedWorker worker, int limit) implements Route {}

    /** A worker's older information page. */
    record Info(HostedWorker worker, int limit) implements Route {}

    /** The end of a worker's process. */
    record Kick(HostedWorker worker, int limit) implements Route {}

    /** The farm's own control of faults. */
    record Faults(int limit) implements Route {}

    /** Nothing. */
    record NotFound(int limit) implements Route {}
  }

  private final Vertx vertx;
  private final List<HostedWorker> workers;
  private final PrpcService service;
  private final FaultsApi faults;
  private final ExecutorService calls;

  Routes(
      Vertx vertx,
      List<HostedWorker> workers,
      PrpcService service,
      FaultsApi faults,
      ExecutorService calls) {
    this.vertx = vertx;
    this.workers = workers;
    this.service = service;
    this.faults = faults;
    this.calls = calls;
  }

  Route find(HttpMethod method, String path) {
    boolean get = method.equals(HttpMethod.GET);
    boolean post = method.equals(HttpMethod.POST);
    if (path.equals("/faults") && post) {
      return new Route.Faults(SMALL);
    }
    Matcher found = WORKER.matcher(path);
    if (!found.matches() || !(get || post)) {
      return new Route.NotFound(SMALL);
    }
    int index = Integer.parseInt(found.group(1));
    if (index >= workers.size()) {
      return new Route.NotFound(SMALL);
    }
    HostedWorker worker = workers.get(index);
    String rest = found.group(2);
    if (rest.startsWith(PRPC) && rest.indexOf('/', PRPC.length()) < 0) {
      String name = rest.substring(PRPC.length());
      int limit = PrpcMethod.ofPath(name).map(PrpcMethod::limit).orElse(PrpcMethod.UNKNOWN_LIMIT);
      return new Route.Prpc(worker, name, get, limit);
    }
    if (rest.equals("get_info")) {
      return new Route.Info(worker, SMALL);
    }
    if (rest.equals("tasks/compute") && post) {
      return new Route.Task(worker, SMALL);
    }
    return rest.equals("kick") && post ? new Route.Kick(worker, SMALL) : new Route.NotFound(SMALL);
  }

  void handle(Route route, HttpServerRequest request, byte[] body, Reply reply) {
    boolean json = asksJson(request);
    Runnable answer = () -> calls.execute(() -> answer(route, json, body, reply));
    switch (illness(route)) {
      case Illness.None healthy -> answer.run();
      case Illness.Busy busy -> answer.run();
      case Illness.Stalling stalling -> reply.forget();
      case Illness.Dropping dropping -> reply.drop();
      case Illness.NotAPRuntime other -> reply.reply(Answer.html(200, OTHER_SERVER));
      case Illness.Slow(var delay) ->
          vertx.setTimer(Math.max(1, delay.toMillis()), timer -> answer.run());
    }
  }

  private void answer(Route route, boolean json, byte[] body, Reply reply) {
    try {
      switch (route) {
        case Route.Prpc(var worker, var path, var get, var limit) ->
            reply.reply(service.answer(worker, path, get ? new byte[0] : body, get || json));
        case Route.Task(var worker, var limit) -> reply.reply(TaskService.answer(worker, body));
        case Route.Info(var worker, var limit) ->
            reply.reply(Answer.json(200, JsonText.envelope(worker.read(RuntimeInfo::info))));
        case Route.Kick(var worker, var limit) -> {
          worker.restart(RestartFrom.NEWEST_CHECKPOINT);
          reply.drop();
        }
        case Route.Faults(var limit) -> reply.reply(faults.answer(body));
        case Route.NotFound(var limit) -> reply.reply(Answer.html(404, NOT_HERE));
      }
    } catch (ProcessDied | AppError died) {
      LOG.debug("call without an answer error={}", died.getMessage());
      reply.drop();
    } catch (RuntimeException error) {
      // A bug here, which a caller sees as what a panic in pRuntime looks like.
      LOG.error("call failed error={}", error.toString(), error);
      reply.reply(Answer.html(500, "<h1>500: Internal Server Error</h1>"));
    }
  }

  private static Illness illness(Route route) {
    return switch (route) {
      case Route.Prpc prpc -> prpc.worker().illness();
      case Route.Task task -> task.worker().illness();
      case Route.Info info -> info.worker().illness();
      case Route.Kick kick -> kick.worker().illness();
      case Route.Faults control -> new Illness.None();
      case Route.NotFound nothing -> new Illness.None();
    };
  }

  private static boolean asksJson(HttpServerRequest request) {
    String query = Optional.ofNullable(request.query()).orElse("");
    String type = Optional.ofNullable(request.getHeader("Content-Type")).orElse("");
    return type.startsWith("application/json")
        || List.of(query.split("&", -1)).stream()
            .anyMatch(part -> part.equals("json") || part.equals("json=true"));
  }
}
