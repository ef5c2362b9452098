package dev.runtimebridge.syncer.adapter.prpc;

import dev.runtimebridge.syncer.domain.FailureKind;
import dev.runtimebridge.syncer.port.Collaterals;
import dev.runtimebridge.syncer.port.PRuntime;
import dev.runtimebridge.syncer.port.PRuntimeFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** All workers behind one HTTP client: HTTP/1.1, a bounded number of requests at a time. */
public final class HttpPRuntimes implements PRuntime.Directory, AutoCloseable {
  private static final int MAX_ANSWER_BYTES = 8 << 20;
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Semaphore permits;
  private final Duration requestTimeout;
  private final Collaterals collaterals;

  /**
   * A client with room for {@code maxConcurrentRequests}, each of which may take so long.
   *
   * @param collaterals completes the attestations that workers give
   */
  public HttpPRuntimes(
      int maxConcurrentRequests, Duration requestTimeout, Collaterals collaterals) {
    this.permits = new Semaphore(maxConcurrentRequests, true);
    this.requestTimeout = requestTimeout;
    this.collaterals = collaterals;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN)
            .executor(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("prpc-", 0).factory()))
            .build();
  }

  @Override
  public PRuntime at(String endpoint) {
    return new HttpPRuntime(endpoint, this);
  }

  /** Gives requests that run up. */
  @Override
  public void close() {
    client.shutdownNow();
  }

  /** One request; the answer's status and body are the caller's to judge. */
  HttpResponse<byte[]> post(URI address, byte[] body, Duration timeout)
      throws PRuntimeFailure, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    if (!permits.tryAcquire(requestTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new PRuntimeFailure(
          FailureKind.TIMED_OUT,
          "%s was not called: other workers' requests took all of %s"
              .formatted(address, seconds(requestTimeout)));
    }
    try {
      return client.send(
          request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    } catch (HttpTimeoutException e) {
      throw new PRuntimeFailure(
          FailureKind.TIMED_OUT,
          "%s did not answer within %s".formatted(address, seconds(timeout)),
          e);
    } catch (ConnectException e) {
      throw new PRuntimeFailure(
          FailureKind.UNREACHABLE, "%s takes no connection%s".formatted(address, detail(e)), e);
    } catch (IOException e) {
      throw new PRuntimeFailure(
          FailureKind.UNREACHABLE, "the connection to %s broke%s".formatted(address, detail(e)), e);
    } finally {
      permits.release();
    }
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  Duration requestTimeout() {
    return requestTimeout;
  }

  Collaterals collaterals() {
    return collaterals;
  }

  private static String detail(IOException e) {
    return e.getMessage() == null ? "" : ": " + e.getMessage();
  }
}
