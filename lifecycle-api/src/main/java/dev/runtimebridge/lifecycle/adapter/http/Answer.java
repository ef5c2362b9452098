package dev.runtimebridge.lifecycle.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.rpc.Status;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends whole answers, packed where they are big and the caller can unpack them. */
final class Answer {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
  private static final int WORTH_PACKING = 1_024;

  private Answer() {}

  static void send(RoutingContext http, Problem problem) {
    send(http, problem.status());
  }

  static void send(RoutingContext http, Status status) {
    int code = HttpCodes.of(status.getCode());
    HttpServerResponse response = http.response();
    if (code == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    } else if (code == 429 || code == 503) {
      response.putHeader("Retry-After", "1");
    }
    send(http, code, JsonText.of(status), "");
  }

  static void send(RoutingContext http, int code, String json, String etag) {
    HttpServerResponse response = http.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    if (!etag.isEmpty()) {
      response.putHeader(HttpHeaders.ETAG, "\"" + etag + "\"");
    }
    byte[] bytes = json.getBytes(UTF_8);
    if (bytes.length >= WORTH_PACKING) {
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
      if (takesGzip(http)) {
        response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        bytes = packed(bytes);
      }
    }
    end(http, code, Buffer.buffer(bytes));
  }

  /** An answer without content. */
  static void empty(RoutingContext http, int code) {
    end(http, code, Buffer.buffer());
  }

  static void end(RoutingContext http, int code, Buffer body) {
    try {
      http.response().setStatusCode(code).end(body);
    } catch (IllegalStateException e) {
      LOG.debug("Caller has gone", e);
    }
  }

  static boolean takesGzip(RoutingContext http) {
    String accepted = http.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
  }

  static byte[] packed(byte[] bytes) {
    var packed = new ByteArrayOutputStream(bytes.length / 4);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
