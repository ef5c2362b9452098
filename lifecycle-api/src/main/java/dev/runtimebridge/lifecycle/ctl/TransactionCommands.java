package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.GetTransactionRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.TransactionState;
import dev.runtimebridge.schemas.v1.TransactionStep;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.schemas.v1.WatchTransactionsRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about what is sent to the parachain. */
@Command(name = "tx", description = "Lists and watches what is sent to the parachain.")
final class TransactionCommands {
  private static final List<String> HEADER =
      List.of("TIME", "PID", "WHAT", "STATE", "BLOCK", "FEE PHA", "REQUEST", "TROUBLE");
  private static final int[] STREAM_WIDTHS = {19, 5, 36, 9, 9, 24, 36, 0};

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "list", description = "Lists transactions, the newest first.")
  int list(
      @Option(names = "--pool", paramLabel = "PID", description = "Only of this pool.")
          @Nullable Long pid,
      @Option(names = "--worker", paramLabel = "WORKER", description = "Only of this worker.")
          @Nullable String worker,
      @Option(names = "--failed", description = "Only those that have failed.") boolean failed,
      @Option(names = "--limit", defaultValue = "50", description = "Default ${DEFAULT-VALUE}.")
          int limit) {
    var request = ListTransactionsRequest.newBuilder().setPageSize(limit);
    if (pid != null) {
      request.setPid(pid);
    }
    if (worker != null) {
      request.setWorker(WorkerCommands.ref(worker));
    }
    if (failed) {
      request.addStates(TransactionState.TX_FAILED);
    }
    return ctl.call(
        (api, output) -> {
          var page = api.transactions().listTransactions(request.build());
          output.list(
              page,
              HEADER,
              () -> page.getTransactionsList().stream().map(TransactionCommands::row).toList());
        });
  }

  @Command(name = "show", description = "Shows all of one transaction.")
  int show(@Parameters(paramLabel = "REQUEST", description = "Id of the request.") String id) {
    var request = GetTransactionRequest.newBuilder().setRequestId(id).build();
    return ctl.call(
        (api, output) -> {
          TransactionView view = api.transactions().getTransaction(request);
          output.page(view, () -> page(view));
        });
  }

  @Command(name = "watch", description = "Shows what is under way, then each change.")
  int watch(
      @Option(names = "--pool", paramLabel = "PID", description = "Only of this pool.")
          @Nullable Long pid,
      @Mixin Streams stream) {
    var request = WatchTransactionsRequest.newBuilder();
    if (pid != null) {
      request.setPid(pid);
    }
    return ctl.call((api, output) -> watch(api, output, request.build(), stream));
  }

  static void watch(
      Connection api, Output output, WatchTransactionsRequest request, Streams stream) {
    output.streamHeader(HEADER, STREAM_WIDTHS);
    stream.follow(
        time -> api.transactions(time).watchTransactions(request),
        view -> output.streamRow(view, () -> row(view), STREAM_WIDTHS));
  }

  static List<String> row(TransactionView view) {
    return List.of(
        Words.time(view.getCreated()),
        Long.toUnsignedString(view.getPid()),
        view.getDescription(),
        Words.state(view.getState()),
        block(view),
        fee(view),
        view.getRequestId(),
        view.hasFailure() ? Words.failure(view.getFailure()) : "");
  }

  /** Everything of one transaction, a line for each thing. */
  static List<List<String>> page(TransactionView view) {
    var lines = new ArrayList<List<String>>();
    lines.add(List.of("request", view.getRequestId()));
    lines.add(List.of("what", view.getDescription()));
    lines.add(List.of("call", view.getCall()));
    lines.add(List.of("pool", Long.toUnsignedString(view.getPid())));
    lines.add(List.of("worker", Words.orDash(view.getWorkerName())));
    lines.add(List.of("operator", view.getOperator()));
    lines.add(List.of("proxied", Words.orDash(view.getProxied())));
    lines.add(List.of("state", Words.state(view.getState())));
    if (!view.getHash().isEmpty()) {
      lines.add(
          List.of(
              "extrinsic",
              "%s, nonce %s, %s in it"
                  .formatted(
                      Words.hex(view.getHash()),
                      Integer.toUnsignedString(view.getNonce()),
                      Words.count(view.getBatchSize(), "call"))));
    }
    lines.add(List.of("block", block(view)));
    lines.add(List.of("fee in PHA", fee(view)));
    if (view.hasFailure()) {
      lines.add(List.of("trouble", Words.failure(view.getFailure())));
      lines.add(List.of("advice", Words.orDash(view.getAdvice())));
    }
    for (TransactionStep step : view.getHistoryList()) {
      lines.add(List.of(Words.time(step.getTime()), step.getText()));
    }
    return lines;
  }

  /** The chain takes one fee for all calls of an extrinsic. */
  private static String fee(TransactionView view) {
    if (view.getFeePha().isEmpty() || view.getBatchSize() < 2) {
      return Words.orDash(view.getFeePha());
    }
    return view.getFeePha() + " for " + Words.count(view.getBatchSize(), "call");
  }

  private static String block(TransactionView view) {
    return view.getBlockNumber() == 0 ? "-" : Integer.toUnsignedString(view.getBlockNumber());
  }
}
