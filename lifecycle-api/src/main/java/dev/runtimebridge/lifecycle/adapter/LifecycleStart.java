package dev.runtimebridge.lifecycle.adapter;

import dev.runtimebridge.lifecycle.adapter.kafka.TableReading;
import dev.runtimebridge.lifecycle.adapter.security.AddressFile;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the service: tokens, reading of the log, address file, state for health checks. */
@ApplicationScoped
class LifecycleStart {
  private static final Logger LOG = LoggerFactory.getLogger(LifecycleStart.class);
  private static final List<String> SERVICES =
      List.of(
          LifecycleGrpc.SERVICE_NAME,
          ChainStatusGrpc.SERVICE_NAME,
          TransactionsGrpc.SERVICE_NAME,
          DispatchGrpc.SERVICE_NAME);

  private final ApiConfig config;
  private final TokenGate gate;
  private final TableReading reading;
  private final GrpcHealthStorage health;

  LifecycleStart(ApiConfig config, TokenGate gate, TableReading reading, GrpcHealthStorage health) {
    this.config = config;
    this.gate = gate;
    this.reading = reading;
    this.health = health;
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      LOG.info("API switched off: key=bridge.api.enabled");
      return;
    }
    gate.open(TokenFile.openOrCreate(config.dataDir()));
    reading.whenReadyChanges(this::tellHealth);
    reading.start();
  }

  void listening(@ObservesAsync HttpServerStart server) {
    if (!config.enabled()) {
      return;
    }
    tellHealth();
    int port = server.options().getPort();
    if (port <= 0) {
      // The system chose the port; Quarkus then puts it into the configuration.
      port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }
    try {
      AddressFile.write(config.dataDir(), server.options().getHost(), port);
      LOG.info("API listens: host={} port={}", server.options().getHost(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the address file in %s cannot be written".formatted(config.dataDir()), e);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (!config.enabled()) {
      return;
    }
    try {
      AddressFile.remove(config.dataDir());
    } catch (IOException e) {
      LOG.warn("Address file not removed: folder={} error={}", config.dataDir(), e.toString());
    }
  }

  private synchronized void tellHealth() {
    ServingStatus status =
        reading.notReadyBecause().isEmpty() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    SERVICES.forEach(service -> health.setStatus(service, status));
  }
}
