package dev.runtimebridge.lifecycle.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.lifecycle.adapter.security.Tokens;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Calls the running API over HTTP, as a program does that knows only its address. */
public final class HttpCaller implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final Tokens tokens;

  /** A caller of the API that has written its address into this folder. */
  public HttpCaller(Path folder) throws IOException {
    ApiClient.eventually(() -> Files.exists(folder.resolve("api-address")));
    address = "http://" + Files.readString(folder.resolve("api-address")).strip();
    tokens = TokenFile.openOrCreate(folder);
  }

  /** A caller of the API once it answers from what the log holds. */
  public static HttpCaller ready(ApiConfig config) throws IOException {
    ApiClient.ready(config).close();
    return new HttpCaller(config.dataDir());
  }

  /** Where the API is. */
  public String address() {
    return address;
  }

  /** A request to a path, to which headers can be added; a body that is empty is not sent. */
  public HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(Duration.ofSeconds(30))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
  }

  /** The same of somebody who has this role's token. */
  public HttpRequest.Builder as(Role role, String method, String path, String body) {
    return request(method, path, body).header("Authorization", "Bearer " + tokens.of(role));
  }

  /** The cookie of a browser that has signed in to this role. */
  public String signIn(Role role) {
    String code =
        object(send(as(role, "POST", "/v1/sign-in-codes", "{}"))).get("code").getAsString();
    HttpResponse<String> signedIn =
        send(
            request("POST", "/v1/session", "{\"code\":\"%s\"}".formatted(code))
                .header("Content-Type", "application/json"));
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  /** A request of a browser with this cookie. */
  public HttpRequest.Builder by(String cookie, String method, String path) {
    return request(method, path, "").header("Cookie", cookie);
  }

  /** The object of JSON that an answer is. */
  public static JsonObject object(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  /** The whole answer. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    return exchange(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The answer line by line as it comes; to be closed. */
  public HttpResponse<Stream<String>> stream(HttpRequest.Builder request) {
    return exchange(request, HttpResponse.BodyHandlers.ofLines());
  }

  /** The answer's bytes. */
  public HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    return exchange(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private <T> HttpResponse<T> exchange(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
