package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.AlertsGrpc;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.OperationsGrpc;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;

/** A connection to the API that carries a token. */
final class Connection implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel;
  private final Metadata headers = new Metadata();

  Connection(String server, String token) {
    channel = ManagedChannelBuilder.forTarget(server).usePlaintext().build();
    headers.put(AUTHORIZATION, "Bearer " + token);
  }

  /** Pools and workers, within the usual time. */
  LifecycleGrpc.LifecycleBlockingStub lifecycle() {
    return lifecycle(DEADLINE);
  }

  /** Pools and workers, for a stream that may last this long. */
  LifecycleGrpc.LifecycleBlockingStub lifecycle(Duration deadline) {
    return ready(LifecycleGrpc.newBlockingStub(channel), deadline);
  }

  /** What is sent to the chain, within the usual time. */
  TransactionsGrpc.TransactionsBlockingStub transactions() {
    return transactions(DEADLINE);
  }

  /** What is sent to the chain, for a stream that may last this long. */
  TransactionsGrpc.TransactionsBlockingStub transactions(Duration deadline) {
    return ready(TransactionsGrpc.newBlockingStub(channel), deadline);
  }

  /** The chains, within the usual time. */
  ChainStatusGrpc.ChainStatusBlockingStub chain() {
    return chain(DEADLINE);
  }

  /** The chains, for a stream that may last this long. */
  ChainStatusGrpc.ChainStatusBlockingStub chain(Duration deadline) {
    return ready(ChainStatusGrpc.newBlockingStub(channel), deadline);
  }

  /** What an operator should look at, within the usual time. */
  AlertsGrpc.AlertsBlockingStub alerts() {
    return alerts(DEADLINE);
  }

  /** What an operator should look at, for a stream that may last this long. */
  AlertsGrpc.AlertsBlockingStub alerts(Duration deadline) {
    return ready(AlertsGrpc.newBlockingStub(channel), deadline);
  }

  /** Rounds of tasks and what stakes are worth, within the usual time. */
  DispatchGrpc.DispatchBlockingStub dispatch() {
    return dispatch(DEADLINE);
  }

  /** Rounds of tasks, for a stream that may last this long. */
  DispatchGrpc.DispatchBlockingStub dispatch(Duration deadline) {
    return ready(DispatchGrpc.newBlockingStub(channel), deadline);
  }

  /** The bridge itself, within the usual time. */
  OperationsGrpc.OperationsBlockingStub operations() {
    return ready(OperationsGrpc.newBlockingStub(channel), DEADLINE);
  }

  private <S extends AbstractStub<S>> S ready(S stub, Duration deadline) {
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(deadline);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
