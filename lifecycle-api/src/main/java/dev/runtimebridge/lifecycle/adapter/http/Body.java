package dev.runtimebridge.lifecycle.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.rpc.Code;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Reads bodies of bounded size. */
public final class Body {
  private Body() {}

  /** Hands the whole body on, or answers that it is too large. To be called on the event loop. */
  public static void read(RoutingContext http, int most, Consumer<String> whole) {
    var request = http.request();
    if (http.body().buffer() != null) {
      Buffer read = http.body().buffer();
      if (read.length() > most) {
        tooLarge(http, most);
      } else {
        whole.accept(read.toString(UTF_8));
      }
      return;
    }
    var buffer = Buffer.buffer();
    boolean[] refused = {false};
    request.handler(
        part -> {
          if (refused[0]) {
            return;
          }
          if (buffer.length() + part.length() > most) {
            refused[0] = true;
            tooLarge(http, most);
          } else {
            buffer.appendBuffer(part);
          }
        });
    request.endHandler(
        _ -> {
          if (!refused[0]) {
            whole.accept(buffer.toString(UTF_8));
          }
        });
    request.resume();
  }

  /** Lets a body pass unread. */
  public static void drop(RoutingContext http) {
    http.request().resume();
  }

  private static void tooLarge(RoutingContext http, int most) {
    if (http.request().version() != HttpVersion.HTTP_2) {
      http.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    Answer.send(
        http,
        413,
        JsonText.of(
            Problem.of(
                    Code.RESOURCE_EXHAUSTED,
                    "TOO_LARGE",
                    "the body has more than %d bytes".formatted(most),
                    "send it in several requests")
                .status()),
        "");
  }
}
