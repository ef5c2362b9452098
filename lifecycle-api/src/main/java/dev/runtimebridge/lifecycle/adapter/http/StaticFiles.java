package dev.runtimebridge.lifecycle.adapter.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The monitor's files, out of the application itself. Each is asked for anew and answered by 304
 * while its hash is the same, so that a new version is seen at once.
 */
final class StaticFiles {
  private static final String FOLDER = "META-INF/resources";
  private static final String START = "/index.html";
  // No "..", no "//": nothing beside the folder can be meant.
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)+");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "json", "application/json",
          "webmanifest", "application/manifest+json",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  // Bounded by the files that there are.
  private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

  private record StaticFile(Buffer plain, Buffer packed, String etag, String type) {}

  void serve(RoutingContext http) {
    HttpMethod method = http.request().method();
    String path = http.request().path();
    if (path == null || !(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
      http.next();
      return;
    }
    Optional<StaticFile> file = find(path.equals("/") ? START : path);
    if (file.isEmpty()) {
      http.next();
      return;
    }
    send(http, file.get(), method.equals(HttpMethod.HEAD));
  }

  private static void send(RoutingContext http, StaticFile file, boolean headOnly) {
    HttpServerResponse response = http.response();
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.ETAG, file.etag())
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    String known = http.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contains(file.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
    Buffer content = file.plain();
    if (file.packed().length() < content.length() && Answer.takesGzip(http)) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      content = file.packed();
    }
    if (headOnly) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length())).end();
    } else {
      response.end(content);
    }
  }

  private Optional<StaticFile> find(String path) {
    StaticFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    int dot = path.lastIndexOf('.');
    String type = dot < 0 ? null : TYPES.get(path.substring(dot + 1));
    if (type == null || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    Optional<StaticFile> read = read(path, type);
    read.ifPresent(file -> files.put(path, file));
    return read;
  }

  private static Optional<StaticFile> read(String path, String type) {
    try (InputStream stream =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + path)) {
      if (stream == null) {
        return Optional.empty();
      }
      byte[] bytes = stream.readAllBytes();
      return Optional.of(
          new StaticFile(
              Buffer.buffer(bytes),
              Buffer.buffer(Answer.packed(bytes)),
              "\"" + Hashed.of(bytes).hex().substring(0, 32) + "\"",
              type));
    } catch (IOException e) {
      throw new UncheckedIOException("the file %s of the monitor".formatted(path), e);
    }
  }
}
