package dev.runtimebridge.solo.demo;

import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.ChainStatusView;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateSignInCodeRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.GetChainStatusRequest;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.OperationsGrpc;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The public API as this process calls it over loopback. Safe for all threads. */
public final class BridgeClient implements AutoCloseable {
  private static final Duration CALL_DEADLINE = Duration.ofSeconds(30);
  private static final int PAGE = 1000;

  /** Enough for the fastest of the simulated machines. */
  private static final String STAKE_IN_PHA = "3000";

  private final ManagedChannel channel;
  private final Metadata credentials = new Metadata();

  /** Calls the API at that port of loopback. */
  public BridgeClient(int port, String token) {
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    credentials.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
  }

  /** Creates the pool unless it is there from an earlier run; nobody signs for it yet. */
  void ensurePool(long pid, String name) {
    try {
      lifecycle().createPool(CreatePoolRequest.newBuilder().setPid(pid).setName(name).build());
    } catch (StatusRuntimeException e) {
      onlyIf(e, Status.Code.ALREADY_EXISTS);
    }
  }

  /** The same for a pool of the demo, and says who signs for it. */
  void ensurePool(DemoPool pool) {
    ensurePool(pool.pid(), pool.title());
    lifecycle()
        .setPoolOperator(
            SetPoolOperatorRequest.newBuilder()
                .setPid(pool.pid())
                .setSecretUri(pool.secretUri())
                .setProxied(pool.proxied().orElse(""))
                .build());
  }

  /** Creates the worker, or moves it to {@code endpoint} if it is there from an earlier run. */
  void ensureWorker(long pid, String name, String endpoint) {
    try {
      lifecycle()
          .createWorker(
              CreateWorkerRequest.newBuilder()
                  .setPid(pid)
                  .setName(name)
                  .setEndpoint(endpoint)
                  .setStake(STAKE_IN_PHA)
                  .build());
    } catch (StatusRuntimeException e) {
      onlyIf(e, Status.Code.ALREADY_EXISTS);
      lifecycle()
          .updateWorker(
              UpdateWorkerRequest.newBuilder()
                  .setWorker(WorkerRef.newBuilder().setName(name))
                  .setEndpoint(endpoint)
                  .build());
    }
  }

  /** Heights and node health of both chains. */
  public ChainStatusView chainStatus() {
    return ChainStatusGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(credentials))
        .withDeadlineAfter(CALL_DEADLINE)
        .getChainStatus(GetChainStatusRequest.getDefaultInstance());
  }

  /** Address of the monitor that signs one browser in, as this caller. */
  String signInLink() {
    return OperationsGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(credentials))
        .withDeadlineAfter(CALL_DEADLINE)
        .createSignInCode(CreateSignInCodeRequest.getDefaultInstance())
        .getLink();
  }

  /** All workers, page by page. */
  public List<WorkerView> workers() {
    List<WorkerView> workers = new ArrayList<>();
    String page = "";
    do {
      var answer =
          lifecycle()
              .listWorkers(
                  ListWorkersRequest.newBuilder().setPageSize(PAGE).setPageToken(page).build());
      workers.addAll(answer.getWorkersList());
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    return workers;
  }

  @Override
  public void close() {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(2, TimeUnit.SECONDS)) {
        channel.shutdownNow();
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private LifecycleGrpc.LifecycleBlockingStub lifecycle() {
    return LifecycleGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(credentials))
        .withDeadlineAfter(CALL_DEADLINE);
  }

  private static void onlyIf(StatusRuntimeException failure, Status.Code expected) {
    if (failure.getStatus().getCode() != expected) {
      throw failure;
    }
  }
}
