package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.words.Story;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.GetWorkerHistoryRequest;
import dev.runtimebridge.schemas.v1.LifecycleGrpc.LifecycleBlockingStub;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.ListWorkersResponse;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerView;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about workers. */
@Command(name = "workers", description = "Lists, changes and watches workers.")
final class WorkerCommands extends WorkerActionCommands {
  private static final Duration VERY_LONG = Duration.ofDays(3_650);
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "list", description = "Lists workers by name.")
  int list(
      @Option(names = "--pool", paramLabel = "PID", description = "Only of this pool.")
          @Nullable Long pid,
      @Option(
              names = "--stage",
              split = ",",
              paramLabel = "STAGE",
              converter = StageConverter.class,
              description =
                  "Only in these stages: stopped, starting, initializing, loading-state, syncing, at-tip, registering, computing and so on.")
          WorkerStage @Nullable [] stages) {
    var request = ListWorkersRequest.newBuilder();
    if (pid != null) {
      request.setPid(pid);
    }
    if (stages != null) {
      request.addAllStages(List.of(stages));
    }
    return ctl.call(
        (api, output) -> {
          var all = ListWorkersResponse.newBuilder();
          ListWorkersResponse page;
          do {
            page = api.lifecycle().listWorkers(request.build());
            all.addAllWorkers(page.getWorkersList());
            request.setPageToken(page.getNextPageToken());
          } while (!page.getNextPageToken().isEmpty());
          if (output.asJson()) {
            output.json(all.build());
          } else {
            output.table(
                WorkerRows.HEADER, all.getWorkersList().stream().map(WorkerRows::row).toList());
          }
        });
  }

  @Command(name = "get", description = "Shows all of one worker.")
  int get(@Parameters(paramLabel = "WORKER", description = "Name or id.") String worker) {
    return ctl.call(
        (api, output) -> {
          WorkerView view = api.lifecycle().getWorker(ref(worker));
          if (output.asJson()) {
            output.json(view);
          } else {
            output.page(WorkerRows.page(view, Instant.now()));
          }
        });
  }

  @Command(name = "create", description = "Creates a worker and starts it.")
  int create(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--endpoint", required = true, description = "Address of its pRuntime.")
          String endpoint,
      @Option(names = "--pool", paramLabel = "PID", required = true) long pid,
      @Option(
              names = "--stake",
              paramLabel = "PHA",
              defaultValue = "0",
              description = "In PHA, such as 1500 or 0.5; default ${DEFAULT-VALUE}.")
          String stake,
      @Option(names = "--disabled", description = "Do not start it yet.") boolean disabled,
      @Option(names = "--sync-only", description = "It sends nothing to the chain.")
          boolean syncOnly,
      @Option(names = "--gatekeeper") boolean gatekeeper) {
    var request =
        CreateWorkerRequest.newBuilder()
            .setName(name)
            .setEndpoint(endpoint)
            .setPid(pid)
            .setStake(stake)
            .setDisabled(disabled)
            .setSyncOnly(syncOnly)
            .setGatekeeper(gatekeeper);
    return ctl.call((api, output) -> show(output, api.lifecycle().createWorker(request.build())));
  }

  @Command(name = "update", description = "Changes what is given and leaves the rest.")
  int update(
      @Parameters(paramLabel = "WORKER", description = "Name or id.") String worker,
      @Option(names = "--endpoint") @Nullable String endpoint,
      @Option(names = "--pool", paramLabel = "PID") @Nullable Long pid,
      @Option(names = "--stake", paramLabel = "PHA") @Nullable String stake,
      @Option(names = "--sync-only", arity = "1") @Nullable Boolean syncOnly,
      @Option(names = "--gatekeeper", arity = "1") @Nullable Boolean gatekeeper) {
    var request = UpdateWorkerRequest.newBuilder().setWorker(ref(worker));
    if (endpoint != null) {
      request.setEndpoint(endpoint);
    }
    if (pid != null) {
      request.setPid(pid);
    }
    if (stake != null) {
      request.setStake(stake);
    }
    if (syncOnly != null) {
      request.setSyncOnly(syncOnly);
    }
    if (gatekeeper != null) {
      request.setGatekeeper(gatekeeper);
    }
    return ctl.call((api, output) -> show(output, api.lifecycle().updateWorker(request.build())));
  }

  @Command(name = "delete", description = "Deletes a worker; its history stays.")
  int delete(@Parameters(paramLabel = "WORKER", description = "Name or id.") String worker) {
    return one(worker, LifecycleBlockingStub::deleteWorker);
  }

  @Command(name = "start", description = "Lets a worker be driven.")
  int start(@Parameters(paramLabel = "WORKER", description = "Name or id.") String worker) {
    return one(worker, LifecycleBlockingStub::startWorker);
  }

  @Command(name = "stop", description = "Stops driving a worker.")
  int stop(@Parameters(paramLabel = "WORKER", description = "Name or id.") String worker) {
    return one(worker, LifecycleBlockingStub::stopWorker);
  }

  @Command(name = "restart", description = "Begins to drive a worker anew.")
  int restart(@Parameters(paramLabel = "WORKER", description = "Name or id.") String worker) {
    return one(worker, LifecycleBlockingStub::restartWorker);
  }

  @Command(name = "watch", description = "Shows all workers, then each change.")
  int watch(
      @Option(names = "--pool", paramLabel = "PID", description = "Only of this pool.")
          @Nullable Long pid,
      @Option(names = "--for", paramLabel = "SECONDS", description = "End after this time.")
          @Nullable Integer seconds) {
    var request = WatchWorkersRequest.newBuilder();
    if (pid != null) {
      request.setPid(pid);
    }
    Duration time = seconds == null ? VERY_LONG : Duration.ofSeconds(seconds);
    return ctl.call(
        (api, output) -> {
          if (!output.asJson()) {
            output.row(WorkerRows.HEADER, WorkerRows.streamWidths());
          }
          try {
            api.lifecycle(time)
                .watchWorkers(request.build())
                .forEachRemaining(worker -> showChange(output, worker));
          } catch (StatusRuntimeException e) {
            if (seconds == null || e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
              throw e;
            }
          }
        });
  }

  @Command(name = "history", description = "Tells what happened to a worker, the newest last.")
  int history(
      @Parameters(paramLabel = "WORKER", description = "Name or id.") String worker,
      @Option(names = "--limit", defaultValue = "20", description = "Default ${DEFAULT-VALUE}.")
          int limit,
      @Option(names = "--before", paramLabel = "SEQUENCE", description = "Only older ones.")
          long before) {
    var request =
        GetWorkerHistoryRequest.newBuilder()
            .setWorker(ref(worker))
            .setLimit(limit)
            .setBeforeSequence(before);
    return ctl.call(
        (api, output) -> {
          var events = api.lifecycle().getWorkerHistory(request.build());
          if (output.asJson()) {
            output.json(events);
          } else {
            var story = new Story(new Addresses(events.getSs58Prefix()));
            output.table(Story.HEADER, story.of(events.getEventsList()));
          }
        });
  }

  @Override
  Ctl ctl() {
    return ctl;
  }

  private int one(String worker, BiFunction<LifecycleBlockingStub, WorkerRef, WorkerView> method) {
    return ctl.call((api, output) -> show(output, method.apply(api.lifecycle(), ref(worker))));
  }

  private static void show(Output output, WorkerView worker) {
    if (output.asJson()) {
      output.json(worker);
    } else {
      output.table(WorkerRows.HEADER, List.of(WorkerRows.row(worker)));
    }
  }

  private static void showChange(Output output, WorkerView worker) {
    if (output.asJson()) {
      output.json(worker);
    } else {
      output.row(WorkerRows.row(worker), WorkerRows.streamWidths());
    }
  }

  static WorkerRef ref(String worker) {
    return UUID.matcher(worker).matches()
        ? WorkerRef.newBuilder().setId(worker).build()
        : WorkerRef.newBuilder().setName(worker).build();
  }
}
