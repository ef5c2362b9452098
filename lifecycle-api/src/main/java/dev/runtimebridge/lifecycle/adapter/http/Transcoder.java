package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import io.grpc.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call of each request that the contract has a path for, and answers all others by name.
 */
final class Transcoder {
  private static final int MOST_BYTES = 4 << 20;
  private static final String RESUME = "resume_token";
  private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,8})([HMSmun])");
  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "H", TimeUnit.HOURS,
          "M", TimeUnit.MINUTES,
          "S", TimeUnit.SECONDS,
          "m", TimeUnit.MILLISECONDS,
          "u", TimeUnit.MICROSECONDS,
          "n", TimeUnit.NANOSECONDS);

  private final Bindings bindings;
  private final Callers callers;
  private final Sessions sessions;
  private final ScheduledExecutorService deadlines;

  Transcoder(Bindings bindings, Sessions sessions, ScheduledExecutorService deadlines) {
    this.bindings = bindings;
    this.callers = new Callers(sessions);
    this.sessions = sessions;
    this.deadlines = deadlines;
  }

  void serve(RoutingContext http) {
    HttpServerRequest request = http.request();
    Optional<Bindings.Match> match = bindings.find(request.method().name(), path(request));
    if (match.isEmpty()) {
      Body.drop(http);
      refusePath(http);
      return;
    }
    switch (callers.of(http)) {
      case Callers.Caller.Refused(Problem problem) -> {
        Body.drop(http);
        Answer.send(http, problem);
      }
      case Callers.Caller.Known known ->
          Body.read(http, MOST_BYTES, body -> call(http, match.get(), known, body));
    }
  }

  private void call(
      RoutingContext http, Bindings.Match match, Callers.Caller.Known caller, String body) {
    Binding binding = match.binding();
    Map<String, List<String>> query = new LinkedHashMap<>();
    MultiMap parameters = http.queryParams();
    parameters.names().forEach(name -> query.put(name, parameters.getAll(name)));
    Map<String, String> headers = new TreeMap<>();
    Optional<Problem> problem =
        timeout(http.request()).or(() -> headers(http.request(), binding, headers));
    if (problem.isPresent()) {
      Answer.send(http, problem.get());
      return;
    }
    var sent = new RequestFields.Sent(body, match.fields(), query, headers);
    HttpCall call =
        binding.streams()
            ? new EventStream(http, binding, context(http.request(), caller.context()))
            : new OneAnswer(http, binding, context(http.request(), caller.context()));
    Optional<Problem> full =
        binding.streams()
            ? caller.session().flatMap(session -> sessions.join(http, session, call))
            : Optional.empty();
    if (full.isPresent()) {
      call.refuse(full.get());
      return;
    }
    // Big bodies are not read on the event loop.
    Thread.ofVirtual()
        .name("lifecycle-api-http")
        .start(
            () -> {
              switch (RequestFields.read(binding, sent)) {
                case RequestFields.Result.Bad(Problem bad) -> call.refuse(bad);
                case RequestFields.Result.Read(Message message) ->
                    call.start(caller.headers(), message);
              }
            });
  }

  /**
   * Headers that stand for fields; one that cannot be honoured is refused and never passed over.
   */
  private static Optional<Problem> headers(
      HttpServerRequest request, Binding binding, Map<String, String> fields) {
    if (binding.reads()) {
      String seen = request.getHeader("Last-Event-ID");
      if (seen != null && !seen.isEmpty() && binding.field(RESUME) != null) {
        fields.put(RESUME, seen);
      }
      return Optional.empty();
    }
    Map<String, String> change = new TreeMap<>();
    put(change, "change.idempotency_key", request.getHeader("Idempotency-Key"));
    put(change, "change.dry_run", request.getHeader("Bridge-Dry-Run"));
    String etag = request.getHeader("If-Match");
    if (etag != null && !etag.equals("*")) {
      change.put("change.etag", etag.replaceFirst("^W/", "").replace("\"", ""));
    }
    if (!change.isEmpty() && binding.field("change") == null) {
      return Optional.of(
          Problem.of(
              Code.INVALID_ARGUMENT,
              "HEADER_NOT_TAKEN",
              "%s %s takes none of the headers Idempotency-Key, If-Match and Bridge-Dry-Run"
                  .formatted(binding.verb(), binding.path().text()),
              "leave them out"));
    }
    fields.putAll(change);
    return Optional.empty();
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private static Optional<Problem> timeout(HttpServerRequest request) {
    String timeout = request.getHeader("grpc-timeout");
    return timeout == null || TIMEOUT.matcher(timeout).matches()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Code.INVALID_ARGUMENT,
                "HEADER_NOT_TAKEN",
                "grpc-timeout \"%s\" is no time".formatted(Shortened.text(timeout)),
                "give a whole number and its unit, such as 5S or 300m, or leave it out"));
  }

  /** With the time that the caller gives, in the header and the form that gRPC has for it. */
  private Context.CancellableContext context(HttpServerRequest request, Context caller) {
    String timeout = request.getHeader("grpc-timeout");
    Matcher matcher = TIMEOUT.matcher(timeout == null ? "" : timeout);
    if (!matcher.matches()) {
      return caller.withCancellation();
    }
    TimeUnit unit = Objects.requireNonNull(UNITS.get(matcher.group(2)));
    return caller.withDeadlineAfter(Long.parseLong(matcher.group(1)), unit, deadlines);
  }

  private static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  private void refusePath(RoutingContext http) {
    Set<String> verbs = bindings.verbs(path(http.request()));
    String method = http.request().method().name();
    if (verbs.isEmpty()) {
      Answer.send(
          http,
          Problem.of(
              Code.NOT_FOUND,
              "NO_SUCH_PATH",
              "there is no %s".formatted(Shortened.text(path(http.request()))),
              "see /openapi.json for what there is"));
      return;
    }
    http.response().putHeader("Allow", String.join(", ", verbs));
    Answer.send(
        http,
        405,
        JsonText.of(
            Problem.of(
                    Code.UNIMPLEMENTED,
                    "METHOD_NOT_ALLOWED",
                    "this path does not know %s".formatted(Shortened.text(method)),
                    "use one of " + verbs)
                .status()),
        "");
  }
}
