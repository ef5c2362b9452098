package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ListAlertsRequest;
import dev.runtimebridge.schemas.v1.WatchTransactionsRequest;
import dev.runtimebridge.schemas.v1.WatchWorkersRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What is, then each change of it. */
@Command(name = "watch", description = "Shows what is, then each change.")
final class WatchCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  /** What can be watched. */
  enum Subject {
    workers,
    pools,
    tx,
    chain,
    alerts,
    rounds
  }

  @Parameters(
      paramLabel = "WHAT",
      arity = "0..1",
      defaultValue = "workers",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private Subject subject = Subject.workers;

  @Mixin private Streams stream = new Streams();

  @Override
  public Integer call() {
    return ctl.call(
        (api, output) -> {
          switch (subject) {
            case workers ->
                WorkerCommands.watch(api, output, WatchWorkersRequest.getDefaultInstance(), stream);
            case pools -> PoolCommands.watch(api, output, stream);
            case tx ->
                TransactionCommands.watch(
                    api, output, WatchTransactionsRequest.getDefaultInstance(), stream);
            case chain -> ChainCommands.watch(api, output, stream);
            case alerts ->
                AlertCommands.watch(api, output, ListAlertsRequest.getDefaultInstance(), stream);
            case rounds -> RoundCommands.watch(api, output, stream);
          }
        });
  }
}
