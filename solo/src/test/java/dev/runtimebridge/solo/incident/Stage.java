package dev.runtimebridge.solo.incident;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.devnet.worker.WorkerFaults;
import dev.runtimebridge.lifecycle.adapter.security.Role;
import dev.runtimebridge.lifecycle.adapter.security.TokenFile;
import dev.runtimebridge.schemas.v1.ActOnWorkersRequest;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc.LifecycleBlockingStub;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.solo.SoloProcess;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.Ss58;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A bridge in one process, two nodes of each chain, workers, and what an operator can do. */
final class Stage implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofMinutes(Long.getLong("test.minutes", 6));

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int KEPT_EVENTS = 1_000;
  private static final Set<Status.Code> AGAIN =
      Set.of(
          Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.RESOURCE_EXHAUSTED);

  private final Devnet devnet;
  private final SoloProcess solo;
  private final ManagedChannel channel;
  private final Metadata credentials = new Metadata();

  private Stage(Devnet devnet, SoloProcess solo, int port, String token) {
    this.devnet = devnet;
    this.solo = solo;
    this.channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    credentials.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
  }

  static Stage start(Path folder, DevnetSettings settings) {
    int port = SoloProcess.freePort();
    Path data = folder.resolve("data");
    Devnet devnet = Devnet.start(settings);
    var solo =
        SoloProcess.start(
            folder,
            "solo",
            port,
            "--relay",
            joined(devnet.relayEndpoints()),
            "--para",
            joined(devnet.paraEndpoints()),
            "--data",
            data.toString());
    await("the API has tokens", () -> Files.exists(data.resolve(TokenFile.NAME)), solo::output);
    return new Stage(devnet, solo, port, TokenFile.openOrCreate(data).of(Role.OPERATOR));
  }

  private static String joined(List<URI> endpoints) {
    return endpoints.stream().map(URI::toString).collect(Collectors.joining(","));
  }

  Devnet devnet() {
    return devnet;
  }

  WorkerFaults faults(int worker) {
    return devnet.workers().orElseThrow().faults(worker);
  }

  long paraHeight() {
    return devnet.chains().para().best().number();
  }

  /** Creates a pool; until the services are up it is asked for again. */
  void createPool(long pid) {
    var request = CreatePoolRequest.newBuilder().setPid(pid).setName("pool-" + pid).build();
    again(() -> unlessThere(() -> api().createPool(request)));
  }

  /** Lets {@code signer} sign for a pool, as proxy of {@code owner} if there is one. */
  void setOperator(long pid, DevAccount signer, Optional<DevAccount> owner) {
    var request = SetPoolOperatorRequest.newBuilder().setPid(pid).setSecretUri(signer.uri());
    owner.ifPresent(
        account -> request.setProxied(Ss58.encode(new AccountId(account.account()), Ss58.PHALA)));
    again(() -> api().setPoolOperator(request.build()));
  }

  void createWorker(int index, long pid, boolean syncOnly) {
    var request =
        CreateWorkerRequest.newBuilder()
            .setName(name(index))
            .setEndpoint(devnet.workerEndpoint(index).toString())
            .setPid(pid)
            .setStake("3000")
            .setSyncOnly(syncOnly);
    again(() -> unlessThere(() -> api().createWorker(request.build())));
  }

  void deleteWorker(int index) {
    again(() -> api().deleteWorker(ref(index)));
  }

  void restartWorker(int index) {
    again(() -> api().restartWorker(ref(index)));
  }

  /** Does what {@code action} holds with one worker. */
  void act(int index, ActOnWorkersRequest.Builder action) {
    var request = action.addWorkers(ref(index)).build();
    again(() -> api().actOnWorkers(request));
  }

  WorkerState state(int index) {
    return again(() -> api().getWorker(ref(index))).getState();
  }

  boolean isIn(int index, WorkerStage stage) {
    WorkerState state = state(index);
    return state.getStage() == stage && !state.hasRetry();
  }

  /** How many workers the API shows in a stage. */
  long count(WorkerStage stage) {
    long found = 0;
    String page = "";
    do {
      var request =
          ListWorkersRequest.newBuilder()
              .setPageSize(1_000)
              .setPageToken(page)
              .addStages(stage)
              .build();
      var answer = again(() -> api().listWorkers(request));
      found += answer.getWorkersCount();
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    return found;
  }

  /** All that was decided about a worker, the newest first. */
  List<WorkerEventRecord> history(int index) {
    var request =
        GetWorkerHistoryRequest.newBuilder().setWorker(ref(index)).setLimit(KEPT_EVENTS).build();
    return again(() -> api().getWorkerHistory(request)).getEventsList();
  }

  boolean happened(int index, WorkerEventRecord.EventCase event) {
    return history(index).stream().anyMatch(each -> each.getEventCase() == event);
  }

  void await(String what, BooleanSupplier condition) {
    await(what, condition, solo::output);
  }

  /** Waits until a worker is well and in a stage. */
  void awaitIn(int index, WorkerStage stage) {
    await(
        "%s in %s".formatted(name(index), stage),
        () -> isIn(index, stage),
        () -> state(index) + "\n" + solo.output());
  }

  private static void await(String what, BooleanSupplier condition, Callable<Object> otherwise) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + DEADLINE + ": " + what + "\n" + told(otherwise));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static Object told(Callable<Object> otherwise) {
    try {
      return otherwise.call();
    } catch (Exception e) {
      return e;
    }
  }

  /** A service that has too much to do, or is not up yet, says so; who asks asks again. */
  private static <T> T again(Callable<T> call) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      try {
        return call.call();
      } catch (StatusRuntimeException e) {
        if (!AGAIN.contains(e.getStatus().getCode()) || System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** What was asked again after no answer in time may have been done the first time. */
  private static boolean unlessThere(Callable<?> create) throws Exception {
    try {
      create.call();
      return true;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
      return false;
    }
  }

  private LifecycleBlockingStub api() {
    return LifecycleGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(credentials))
        .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  private static WorkerRef ref(int index) {
    return WorkerRef.newBuilder().setName(name(index)).build();
  }

  private static String name(int index) {
    return "worker-%04d".formatted(index);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    solo.close();
    devnet.close();
  }
}
