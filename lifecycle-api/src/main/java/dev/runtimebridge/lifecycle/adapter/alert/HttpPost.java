package dev.runtimebridge.lifecycle.adapter.alert;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one body within a deadline, the answer's body included. It follows no redirect: what is
 * told goes to the host of the settings and to no other.
 */
final class HttpPost implements AutoCloseable {
  private static final int REDIRECT = 300;
  private static final int CLIENT_ERROR = 400;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  /** Posts JSON; what went wrong, without the address, or empty if it was taken. */
  Optional<String> post(URI to, Map<String, String> headers, byte[] body, Duration deadline)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(to)
            .timeout(deadline)
            .header("Content-Type", "application/json")
            .header("User-Agent", "runtime-bridge")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding());
    try {
      // The request's own timeout ends with the headers of the answer.
      return problem(answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      return Optional.of("no answer within %d ms".formatted(deadline.toMillis()));
    } catch (ExecutionException e) {
      return Optional.of(problem(e.getCause() == null ? e : e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static Optional<String> problem(int status) {
    if (status >= REDIRECT && status < CLIENT_ERROR) {
      return Optional.of(
          "HTTP status %d: redirects are not followed, name the address itself".formatted(status));
    }
    return status / 100 == 2 ? Optional.empty() : Optional.of("HTTP status " + status);
  }

  private static String problem(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }
}
