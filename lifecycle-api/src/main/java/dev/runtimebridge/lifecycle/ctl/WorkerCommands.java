package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.CreateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkerRequest;
import dev.runtimebridge.schemas.v1.UpdateWorkersRequest;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerExplanation;
import dev.runtimebridge.schemas.v1.WorkerOrder;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about workers. */
@Command(
    name = "workers",
    description = "Lists, changes and watches workers.",
    subcommands = {ImportCommand.OfWorkers.class, ExportCommand.class})
final class WorkerCommands extends WorkerActionCommands {
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  /** By what workers are ordered, as people write it. */
  enum Order {
    name(WorkerOrder.BY_NAME),
    stage(WorkerOrder.BY_STAGE),
    lag(WorkerOrder.BY_LAG),
    stake(WorkerOrder.BY_STAKE),
    score(WorkerOrder.BY_SCORE),
    since(WorkerOrder.BY_STAGE_SINCE),
    pool(WorkerOrder.BY_POOL);

    private final WorkerOrder order;

    Order(WorkerOrder order) {
      this.order = order;
    }
  }

  @Command(name = "list", description = "Lists workers.")
  int list(
      @Mixin WorkerFilter filter,
      @Option(
              names = "--order",
              paramLabel = "BY",
              defaultValue = "name",
              description =
                  "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}. since: how long at its"
                      + " stage.")
          Order order,
      @Option(names = "--descending", description = "The greatest first.") boolean descending) {
    var request = filter.request().setOrder(order.order).setDescending(descending);
    return ctl.call(
        (api, output) -> {
          var all = Pages.workers(api, request.build());
          output.list(
              all,
              WorkerRows.HEADER,
              () -> all.getWorkersList().stream().map(WorkerRows::row).toList());
        });
  }

  @Command(name = "get", description = "Shows all of one worker.")
  int get(@Parameters(paramLabel = "WORKER", description = "Name or id.") String worker) {
    return ctl.call(
        (api, output) -> {
          WorkerView view = api.lifecycle().getWorker(ref(worker));
          output.page(view, () -> WorkerRows.page(view, Instant.now()));
        });
  }

  @Command(name = "why", description = "Tells why a worker is in its state, and what to do.")
  int why(@Parameters(paramLabel = "WORKER", description = "Name or id.") String worker) {
    return ctl.call(
        (api, output) -> {
          WorkerExplanation explanation = api.lifecycle().explainWorker(ref(worker));
          output.page(explanation, () -> lines(explanation));
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
      @Option(names = "--gatekeeper") boolean gatekeeper,
      @Mixin Change change) {
    return ctl.call(
        (api, output) ->
            show(
                output,
                api.lifecycle()
                    .createWorker(
                        CreateWorkerRequest.newBuilder()
                            .setName(name)
                            .setEndpoint(endpoint)
                            .setPid(pid)
                            .setStake(stake)
                            .setDisabled(disabled)
                            .setSyncOnly(syncOnly)
                            .setGatekeeper(gatekeeper)
                            .setChange(change.options())
                            .build())));
  }

  @Command(
      name = "update",
      description = "Changes what is given and leaves the rest, of one worker or of many.")
  int update(
      @Mixin Chosen chosen,
      @Mixin Change.OfOne change,
      @Option(names = "--name", paramLabel = "NEW", description = "New name; for one worker.")
          @Nullable String name,
      @Option(names = "--endpoint", description = "New address; for one worker.")
          @Nullable String endpoint,
      @Option(names = "--to-pool", paramLabel = "PID", description = "Moves it to this pool.")
          @Nullable Long pid,
      @Option(names = "--stake", paramLabel = "PHA") @Nullable String stake,
      @Option(names = "--sync-only", arity = "1") @Nullable Boolean syncOnly,
      @Option(names = "--gatekeeper", arity = "1") @Nullable Boolean gatekeeper) {
    var wanted = UpdateWorkerRequest.newBuilder();
    if (name != null) {
      wanted.setName(name);
    }
    if (endpoint != null) {
      wanted.setEndpoint(endpoint);
    }
    if (pid != null) {
      wanted.setPid(pid);
    }
    if (stake != null) {
      wanted.setStake(stake);
    }
    if (syncOnly != null) {
      wanted.setSyncOnly(syncOnly);
    }
    if (gatekeeper != null) {
      wanted.setGatekeeper(gatekeeper);
    }
    return ctl.call(
        (api, output) -> {
          List<WorkerRef> refs = chosen.refs(ctl, api, "update");
          if (refs.size() == 1) {
            var one = wanted.setWorker(refs.getFirst()).setChange(change.options());
            show(output, api.lifecycle().updateWorker(one.build()));
            return;
          }
          if (change.etag != null || name != null) {
            throw CtlFailure.wrongUsage(
                "%s is given for %d workers: expected one"
                    .formatted(name != null ? "--name" : "--etag", refs.size()));
          }
          var bulk = new Bulk(ctl, "update");
          bulk.report(
              output,
              bulk.run(
                  refs,
                  change,
                  (some, options) ->
                      api.lifecycle(Bulk.PATIENCE)
                          .updateWorkers(
                              UpdateWorkersRequest.newBuilder()
                                  .addAllWorkers(
                                      some.stream()
                                          .map(ref -> wanted.clone().setWorker(ref).build())
                                          .toList())
                                  .setChange(options)
                                  .build())));
        });
  }

  @Command(name = "watch", description = "Shows all workers, then each change.")
  int watch(
      @Option(names = "--pool", paramLabel = "PID", description = "Only of this pool.")
          @Nullable Long pid,
      @Mixin Streams stream) {
    var request = WatchWorkersRequest.newBuilder();
    if (pid != null) {
      request.setPid(pid);
    }
    return ctl.call((api, output) -> watch(api, output, request.build(), stream));
  }

  static void watch(Connection api, Output output, WatchWorkersRequest request, Streams stream) {
    output.streamHeader(WorkerRows.HEADER, WorkerRows.streamWidths());
    stream.follow(
        time -> api.lifecycle(time).watchWorkers(request),
        worker ->
            output.streamRow(worker, () -> WorkerRows.row(worker), WorkerRows.streamWidths()));
  }

  @Command(name = "history", description = "Tells what happened to a worker, the newest last.")
  int history(
      @Parameters(paramLabel = "WORKER", description = "Name or id.") String worker,
      @Mixin HistoryCommand.Stretch stretch) {
    return ctl.call((api, output) -> HistoryCommand.worker(api, output, worker, stretch));
  }

  @Override
  Ctl ctl() {
    return ctl;
  }

  private static void show(Output output, WorkerView worker) {
    output.list(worker, WorkerRows.HEADER, () -> List.of(WorkerRows.row(worker)));
    output.would(worker.getWouldList());
  }

  private static List<List<String>> lines(WorkerExplanation explanation) {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of("why", explanation.getSummary()));
    if (!explanation.getAdvice().isEmpty()) {
      lines.add(List.of("what to do", explanation.getAdvice()));
    }
    explanation
        .getBecauseList()
        .forEach(entry -> lines.add(List.of(Words.time(entry.getTime()), entry.getText())));
    return lines;
  }

  static WorkerRef ref(String worker) {
    return UUID.matcher(worker).matches()
        ? WorkerRef.newBuilder().setId(worker).build()
        : WorkerRef.newBuilder().setName(worker).build();
  }
}
