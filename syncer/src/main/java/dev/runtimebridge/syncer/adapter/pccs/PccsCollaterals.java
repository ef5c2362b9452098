package dev.runtimebridge.syncer.adapter.pccs;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.port.Collaterals;
import dev.runtimebridge.syncer.port.NoCollateral;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Collateral from a PCCS. It is the same for all machines of a kind, so that it is asked for once
 * in some minutes for each kind, and who wants it meanwhile waits for that answer. A failure is
 * told to all who ask within a moment, so that many workers do not wear down a service that is ill.
 */
public final class PccsCollaterals implements Collaterals, AutoCloseable {
  private static final int MOST_PLATFORMS = 64;
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(2);

  private final Optional<PccsClient> client;
  private final AsyncCache<PckPlatform, Outcome> known;
  private final ExecutorService callers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("collateral-", 0).factory());

  private sealed interface Outcome {
    record Got(SgxCollateral collateral) implements Outcome {}

    record Failed(NoCollateral failure) implements Outcome {}

    default Duration keptFor() {
      return this instanceof Got ? KEPT : FAILURE_KEPT;
    }
  }

  /**
   * Collateral from the service at {@code url}.
   *
   * @param url address of the service, up to and including the version of its interface; where
   *     there is none, no quote can be completed
   * @param timeout longest wait for one collateral
   * @throws IllegalArgumentException if {@code url} is no address of a web service
   */
  public PccsCollaterals(Optional<URI> url, Duration timeout) {
    this(url, timeout, Ticker.systemTicker());
  }

  PccsCollaterals(Optional<URI> url, Duration timeout, Ticker ticker) {
    client = url.map(address -> new PccsClient(address, timeout));
    known =
        Caffeine.newBuilder()
            .maximumSize(MOST_PLATFORMS)
            .expireAfter(
                Expiry.<PckPlatform, Outcome>writing((platform, outcome) -> outcome.keptFor()))
            .ticker(ticker)
            .buildAsync();
  }

  @Override
  public Bytes complete(Bytes encodedReport) throws NoCollateral, InterruptedException {
    try {
      Optional<DcapReport> report = DcapReport.withoutCollateral(encodedReport);
      if (report.isEmpty()) {
        return encodedReport;
      }
      byte[] certificates = SgxQuote.certificates(report.get().quote());
      return report.get().with(collateral(PckPlatform.of(certificates)));
    } catch (BadReport e) {
      throw new NoCollateral(
          "the worker's attestation cannot be completed: it has %s; see to the SGX setup of its machine"
              .formatted(e.getMessage()),
          e);
    }
  }

  /** Gives requests that run up. */
  @Override
  public void close() {
    client.ifPresent(PccsClient::close);
    callers.shutdownNow();
  }

  private SgxCollateral collateral(PckPlatform platform) throws NoCollateral, InterruptedException {
    return switch (outcome(platform)) {
      case Outcome.Got got -> got.collateral();
      case Outcome.Failed(var first) ->
          throw new NoCollateral(String.valueOf(first.getMessage()), first);
    };
  }

  /** Ends in time, because the client does. */
  private Outcome outcome(PckPlatform platform) throws InterruptedException {
    try {
      return known
          .get(
              platform,
              (asked, executor) -> CompletableFuture.supplyAsync(() -> load(asked), callers))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking for collateral failed", e);
    }
  }

  private Outcome load(PckPlatform platform) {
    try {
      return new Outcome.Got(client().collateral(platform));
    } catch (NoCollateral e) {
      return new Outcome.Failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed(
          new NoCollateral("this process ends; collateral was not asked for", e));
    }
  }

  private PccsClient client() throws NoCollateral {
    return client.orElseThrow(
        () ->
            new NoCollateral(
                "the worker's quote needs collateral and %s is empty; set it to the address of a PCCS"
                    .formatted(PccsClient.URL_KEY)));
  }
}
