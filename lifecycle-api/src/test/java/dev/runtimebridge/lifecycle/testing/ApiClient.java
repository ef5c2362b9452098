package dev.runtimebridge.lifecycle.testing;

import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Calls the running API with a token of the file that it has made. */
public final class ApiClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final ManagedChannel channel;
  private final Path folder;

  /** A client of the API whose data folder the configuration names. */
  public ApiClient(ApiConfig config) throws IOException {
    folder = config.dataDir();
    eventually(() -> Files.exists(folder.resolve("api-address")));
    channel =
        ManagedChannelBuilder.forTarget(Files.readString(folder.resolve("api-address")).strip())
            .usePlaintext()
            .build();
  }

  /** The same, once the API answers from what the log holds. */
  public static ApiClient ready(ApiConfig config) throws IOException {
    var client = new ApiClient(config);
    var lifecycle = HealthCheckRequest.newBuilder().setService(LifecycleGrpc.SERVICE_NAME).build();
    eventually(
        () ->
            HealthGrpc.newBlockingStub(client.channel).check(lifecycle).getStatus()
                == ServingStatus.SERVING);
    return client;
  }

  /** The connection, without any token. */
  public ManagedChannel channel() {
    return channel;
  }

  /** Pools and workers, as this role. */
  public LifecycleGrpc.LifecycleBlockingStub lifecycle(String role) {
    return withToken(token(role));
  }

  /** Pools and workers, with this token. */
  public LifecycleGrpc.LifecycleBlockingStub withToken(String token) {
    return LifecycleGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(token)));
  }

  /** The chains, as this role. */
  public ChainStatusGrpc.ChainStatusBlockingStub chain(String role) {
    return ChainStatusGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(token(role))));
  }

  /** What is sent to the chain, as this role. */
  public TransactionsGrpc.TransactionsBlockingStub transactions(String role) {
    return TransactionsGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(token(role))));
  }

  /** Rounds of tasks, as this role. */
  public DispatchGrpc.DispatchBlockingStub dispatch(String role) {
    return DispatchGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(token(role))));
  }

  /** The token of a role. */
  public String token(String role) {
    try {
      return Files.readAllLines(folder.resolve("api-tokens")).stream()
          .filter(line -> line.startsWith(role + " "))
          .map(line -> line.substring(role.length() + 1))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The status that a call is refused with. */
  public static Status refusal(Supplier<?> call) {
    try {
      Object answer = call.get();
      throw new AssertionError("expected a refusal, got " + answer);
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  /** Waits until a condition holds. */
  public static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not hold within " + PATIENCE);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private static Metadata bearer(String token) {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return headers;
  }
}
