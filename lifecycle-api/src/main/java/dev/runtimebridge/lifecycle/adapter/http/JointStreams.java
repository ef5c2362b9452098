package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several watches in one answer: {@code GET /v1/streams?watch=chain&watch=alerts} has the events of
 * {@code /v1/chain:watch} and {@code /v1/alerts:watch}, each under its name. A browser has six
 * connections to a place for all of its tabs; the first watch that ends, ends all.
 */
final class JointStreams {
  static final String PATH = "/v1/streams";
  private static final int MOST = 8;

  private final Bindings bindings;
  private final Callers callers;
  private final Sessions sessions;

  JointStreams(Bindings bindings, Sessions sessions) {
    this.bindings = bindings;
    this.callers = new Callers(sessions);
    this.sessions = sessions;
  }

  void serve(RoutingContext http) {
    Body.drop(http);
    switch (callers.of(http)) {
      case Callers.Caller.Refused(Problem problem) -> Answer.send(http, problem);
      case Callers.Caller.Known caller ->
          problem(http)
              .ifPresentOrElse(problem -> Answer.send(http, problem), () -> open(http, caller));
    }
  }

  private void open(RoutingContext http, Callers.Caller.Known caller) {
    var writer = new EventWriter(http);
    Map<HttpCall, Message> calls = new LinkedHashMap<>();
    for (String name : http.queryParam("watch")) {
      Binding binding = binding(name).orElseThrow();
      calls.put(
          new EventStream(http, binding, caller.context().withCancellation(), writer, name),
          binding.prototype());
    }
    HttpCall first = calls.keySet().iterator().next();
    Optional<Problem> full =
        caller.session().flatMap(session -> sessions.join(http, session, first));
    calls.forEach(
        (call, request) ->
            full.ifPresentOrElse(call::refuse, () -> call.start(caller.headers(), request)));
  }

  private Optional<Problem> problem(RoutingContext http) {
    List<String> names = http.queryParam("watch");
    if (names.isEmpty()
        || names.size() > MOST
        || Set.copyOf(names).size() < names.size()
        || http.queryParams().names().size() > 1) {
      return Optional.of(
          bad("%s takes 1 to %d different names of what to watch".formatted(PATH, MOST)));
    }
    return names.stream()
        .filter(name -> binding(name).isEmpty())
        .findFirst()
        .map(name -> bad("there is no watch of \"%s\"".formatted(Shortened.text(name))));
  }

  private static Problem bad(String what) {
    return Problem.of(
        Code.INVALID_ARGUMENT,
        "INVALID_VALUE",
        what,
        "write watch=NAME for each path /v1/NAME:watch, and nothing else");
  }

  private Optional<Binding> binding(String name) {
    return bindings
        .find("GET", "/v1/" + name + ":watch")
        .map(Bindings.Match::binding)
        .filter(Binding::streams);
  }
}
