package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.words.Story;
import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.GetPoolHistoryRequest;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListPoolsResponse;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about pools. */
@Command(name = "pools", description = "Lists and changes pools.")
final class PoolCommands {
  private static final List<String> HEADER = List.of("PID", "NAME", "SYNC ONLY", "WORKERS");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "list", description = "Lists all pools.")
  int list() {
    return ctl.call(
        (api, output) -> {
          var all = ListPoolsResponse.newBuilder();
          var request = ListPoolsRequest.newBuilder();
          ListPoolsResponse page;
          do {
            page = api.lifecycle().listPools(request.build());
            all.addAllPools(page.getPoolsList());
            request.setPageToken(page.getNextPageToken());
          } while (!page.getNextPageToken().isEmpty());
          if (output.asJson()) {
            output.json(all.build());
          } else {
            output.table(HEADER, all.getPoolsList().stream().map(PoolCommands::row).toList());
          }
        });
  }

  @Command(name = "get", description = "Shows one pool.")
  int get(@Parameters(paramLabel = "PID") long pid) {
    return ctl.call(
        (api, output) ->
            show(output, api.lifecycle().getPool(GetPoolRequest.newBuilder().setPid(pid).build())));
  }

  @Command(name = "create", description = "Creates a pool.")
  int create(
      @Parameters(paramLabel = "PID", description = "Number of the pool on the chain.") long pid,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--sync-only", description = "Its workers send nothing to the chain.")
          boolean syncOnly) {
    var request = CreatePoolRequest.newBuilder().setPid(pid).setName(name).setSyncOnly(syncOnly);
    return ctl.call((api, output) -> show(output, api.lifecycle().createPool(request.build())));
  }

  @Command(name = "update", description = "Changes what is given and leaves the rest.")
  int update(
      @Parameters(paramLabel = "PID") long pid,
      @Option(names = "--name") @Nullable String name,
      @Option(names = "--sync-only", arity = "1") @Nullable Boolean syncOnly) {
    var request = UpdatePoolRequest.newBuilder().setPid(pid);
    if (name != null) {
      request.setName(name);
    }
    if (syncOnly != null) {
      request.setSyncOnly(syncOnly);
    }
    return ctl.call((api, output) -> show(output, api.lifecycle().updatePool(request.build())));
  }

  @Command(name = "delete", description = "Deletes a pool that has no workers.")
  int delete(@Parameters(paramLabel = "PID") long pid) {
    var request = DeletePoolRequest.newBuilder().setPid(pid);
    return ctl.call((api, output) -> show(output, api.lifecycle().deletePool(request.build())));
  }

  @Command(name = "history", description = "Tells what happened to a pool, the newest last.")
  int history(
      @Parameters(paramLabel = "PID") long pid,
      @Option(names = "--limit", defaultValue = "20", description = "Default ${DEFAULT-VALUE}.")
          int limit,
      @Option(names = "--before", paramLabel = "SEQUENCE", description = "Only older ones.")
          long before) {
    var request =
        GetPoolHistoryRequest.newBuilder().setPid(pid).setLimit(limit).setBeforeSequence(before);
    return ctl.call(
        (api, output) -> {
          var found = api.lifecycle().getPoolHistory(request.build());
          if (output.asJson()) {
            output.json(found);
          } else {
            var story = new Story(new Addresses(found.getSs58Prefix()));
            output.table(Story.HEADER, story.of(found.getEventsList()));
          }
        });
  }

  private static void show(Output output, PoolView pool) {
    if (output.asJson()) {
      output.json(pool);
    } else {
      output.table(HEADER, List.of(row(pool)));
    }
  }

  private static List<String> row(PoolView pool) {
    return List.of(
        Long.toUnsignedString(pool.getConfig().getPid()),
        pool.getConfig().getName(),
        Words.yesNo(pool.getConfig().getSyncOnly()),
        Integer.toUnsignedString(pool.getWorkerCount()));
  }
}
