package dev.runtimebridge.devnet.worker.http;

import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.enclave.SharedChecks;
import dev.runtimebridge.devnet.worker.host.HostedWorker;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP server on loopback for all workers of a farm; worker {@code i} lives below /w/i. */
public final class FarmServer implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final HttpServer server;
  private final ExecutorService calls;

  private FarmServer(Vertx vertx, HttpServer server, ExecutorService calls) {
    this.vertx = vertx;
    this.server = server;
    this.calls = calls;
  }

  /**
   * Starts to answer for {@code workers}.
   *
   * @throws IOException if the port cannot be listened on
   */
  public static FarmServer start(
      FarmSettings settings, List<HostedWorker> workers, SharedChecks checks) throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    var service = new PrpcService(checks, settings.cacheBytes(), Clock.systemUTC());
    var routes = new Routes(vertx, workers, service, new FaultsApi(workers), calls);
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(settings.port())
            .setAcceptBacklog(4096)
            .setReuseAddress(true);
    var intake = new Intake(routes, new BodyBudget(settings.bodyBytes()));
    HttpServer server = vertx.createHttpServer(options).requestHandler(intake::accept);
    try {
      await(server.listen().toCompletionStage(), "listen on port " + settings.port());
      return new FarmServer(vertx, server, calls);
    } catch (IOException error) {
      calls.shutdownNow();
      vertx.close();
      throw error;
    }
  }

  /** The port on 127.0.0.1 that it listens on. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    calls.shutdownNow();
    try {
      await(vertx.close().toCompletionStage(), "close");
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static void await(CompletionStage<?> stage, String what) throws IOException {
    try {
      stage.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException error) {
      throw new IOException("the workers' server could not " + what, error.getCause());
    } catch (TimeoutException error) {
      throw new IOException("the workers' server took too long to " + what, error);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the workers' server was to " + what, error);
    }
  }
}
