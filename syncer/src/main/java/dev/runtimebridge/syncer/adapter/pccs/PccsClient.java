package dev.runtimebridge.syncer.adapter.pccs;

import dev.runtimebridge.syncer.domain.RetryPolicy;
import dev.runtimebridge.syncer.port.NoCollateral;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the service for all parts of a collateral at once, as Phala's client asks for them one by
 * one. A part that fails in passing is asked for a few times; one time limit holds for everything,
 * bodies and pauses included.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/crates/sgx-attestation/src/dcap/report.rs">get_collateral
 *     in report.rs</a>
 */
final class PccsClient implements AutoCloseable {
  static final String URL_KEY = "bridge.syncer.pccs.url";

  /**
   * All parts, lists of revocations as text twice as long, have to fit with chains and quote into
   * one transaction and so into one batch of the submitter, 512 KiB.
   */
  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private static final int ATTEMPTS = 3;
  private static final Set<Integer> MAY_PASS = Set.of(429, 500, 502, 503, 504);
  private static final RetryPolicy PAUSES =
      new RetryPolicy(Duration.ofMillis(200), 2, Duration.ofSeconds(1), 0.3);

  private final String base;
  private final Duration timeout;
  private final HttpClient client;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("pccs-", 0).factory());

  PccsClient(URI url, Duration timeout) {
    this.base = PccsAddress.base(url);
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(threads)
            .build();
  }

  /** The collateral for machines of that kind. */
  SgxCollateral collateral(PckPlatform platform) throws NoCollateral, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    var pckCrl = ask("/pckcrl?ca=" + platform.ca() + "&encoding=der", deadline);
    var rootCaCrl = ask("/rootcacrl", deadline);
    var tcb = ask("/tcb?fmspc=" + platform.fmspc(), deadline);
    var identity = ask("/qe/identity", deadline);
    try {
      PccsAnswer machines = await(pckCrl, deadline);
      PccsAnswer authorities = await(rootCaCrl, deadline);
      PccsAnswer updates = await(tcb, deadline);
      PccsAnswer enclave = await(identity, deadline);
      return new SgxCollateral(
          machines.issuerChain("SGX-PCK-CRL-Issuer-Chain"),
          authorities.revocationList(),
          machines.revocationList(),
          updates.signed(
              "tcbInfo", updates.issuerChain("SGX-TCB-Info-Issuer-Chain", "TCB-Info-Issuer-Chain")),
          enclave.signed(
              "enclaveIdentity", enclave.issuerChain("SGX-Enclave-Identity-Issuer-Chain")));
    } finally {
      List.of(pckCrl, rootCaCrl, tcb, identity).forEach(call -> call.cancel(true));
    }
  }

  /** Gives requests that run up. */
  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }

  private Future<PccsAnswer> ask(String path, long deadline) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).build();
    return threads.submit(() -> answer(request, deadline));
  }

  private PccsAnswer answer(HttpRequest request, long deadline)
      throws NoCollateral, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Duration pause = PAUSES.delay(attempt, ThreadLocalRandom.current().nextDouble());
      try {
        HttpResponse<byte[]> response =
            client.send(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        if (!MAY_PASS.contains(response.statusCode()) || isLast(attempt, pause, deadline)) {
          return PccsAnswer.of(response);
        }
      } catch (IOException e) {
        if (isLast(attempt, pause, deadline)) {
          throw broken(request.uri(), e);
        }
      }
      Thread.sleep(pause);
    }
  }

  private static boolean isLast(int attempt, Duration pause, long deadline) {
    return attempt == ATTEMPTS || deadline - System.nanoTime() <= pause.toNanos();
  }

  /** The client's own time limit ends with the headers; this one is for the whole answer. */
  private PccsAnswer await(Future<PccsAnswer> call, long deadline)
      throws NoCollateral, InterruptedException {
    try {
      return call.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new NoCollateral(
          "%s gave no collateral for the worker's quote within %s; see whether it can be reached from here, or set %s to one that can"
              .formatted(base, timeout, URL_KEY),
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NoCollateral declared) {
        throw declared;
      }
      throw new IllegalStateException("asking for collateral failed", e);
    }
  }

  private static NoCollateral broken(URI address, IOException e) {
    boolean closed = e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
    String detail = e.getMessage() == null ? "" : " (" + PccsAnswer.excerpt(e.getMessage()) + ")";
    return new NoCollateral(
        "%s was asked for collateral for the worker's quote and %s%s; see whether it can be reached from here, or set %s to one that can"
            .formatted(
                address, closed ? "takes no connection" : "broke off its answer", detail, URL_KEY),
        e);
  }
}
