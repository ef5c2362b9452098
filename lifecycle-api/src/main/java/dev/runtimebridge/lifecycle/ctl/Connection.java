package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
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
    return LifecycleGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(deadline);
  }

  /** What is sent to the chain, within the usual time. */
  TransactionsGrpc.TransactionsBlockingStub transactions() {
    return transactions(DEADLINE);
  }

  /** What is sent to the chain, for a stream that may last this long. */
  TransactionsGrpc.TransactionsBlockingStub transactions(Duration deadline) {
    return TransactionsGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(deadline);
  }

  /** The chains, within the usual time. */
  ChainStatusGrpc.ChainStatusBlockingStub chain() {
    return ChainStatusGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(DEADLINE);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
