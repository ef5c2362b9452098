package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.CreatePoolRequest;
import dev.runtimebridge.schemas.v1.DeletePoolRequest;
import dev.runtimebridge.schemas.v1.GetPoolRequest;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import dev.runtimebridge.schemas.v1.UpdatePoolRequest;
import dev.runtimebridge.schemas.v1.WatchPoolsRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about pools. */
@Command(name = "pools", description = "Lists and changes pools.")
final class PoolCommands {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "list", description = "Lists all pools.")
  int list() {
    return ctl.call(
        (api, output) -> {
          var all = Pages.pools(api);
          output.list(
              all, PoolRows.HEADER, () -> all.getPoolsList().stream().map(PoolRows::row).toList());
        });
  }

  @Command(name = "get", description = "Shows one pool.")
  int get(@Parameters(paramLabel = "PID") long pid) {
    return ctl.call(
        (api, output) ->
            show(output, api.lifecycle().getPool(GetPoolRequest.newBuilder().setPid(pid).build())));
  }

  @Command(
      name = "create",
      description = "Creates a pool, with who signs for it where a secret is named.",
      footer = {
        "",
        "A secret never stands on the command line, which every user of the host can read."
      })
  int create(
      @Parameters(paramLabel = "PID", description = "Number of the pool on the chain.") long pid,
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--sync-only", description = "Its workers send nothing to the chain.")
          boolean syncOnly,
      @Option(
              names = "--operator-secret-file",
              paramLabel = "FILE",
              description =
                  "Mnemonic, 0x seed, 64-byte secret key or //Name of who signs; - for the standard"
                      + " input.")
          @Nullable Path secretFile,
      @Option(
              names = "--proxied",
              paramLabel = "ADDRESS",
              description = "Owner of the pool, if the operator is only its proxy.")
          @Nullable String proxied,
      @Mixin Change change) {
    return ctl.call(
        (api, output) -> {
          var operator = SetPoolOperatorRequest.newBuilder().setPid(pid);
          if (secretFile != null) {
            // Before anything is made: a file that cannot be read ends it here.
            OperatorSecret.ofText(ctl.secrets().line(secretFile)).fill(operator);
          } else if (proxied != null) {
            throw CtlFailure.wrongUsage("--proxied belongs to --operator-secret-file");
          }
          if (proxied != null) {
            operator.setProxied(proxied);
          }
          PoolView pool =
              api.lifecycle()
                  .createPool(
                      CreatePoolRequest.newBuilder()
                          .setPid(pid)
                          .setName(name)
                          .setSyncOnly(syncOnly)
                          .setChange(change.options())
                          .build());
          if (secretFile == null || change.dryRun) {
            show(output, pool);
          } else {
            showWithOperator(output, named(api, operator.setChange(change.options(".operator"))));
          }
        });
  }

  @Command(name = "update", description = "Changes what is given and leaves the rest.")
  int update(
      @Parameters(paramLabel = "PID") long pid,
      @Option(names = "--name") @Nullable String name,
      @Option(names = "--sync-only", arity = "1") @Nullable Boolean syncOnly,
      @Mixin Change.OfOne change) {
    var request = UpdatePoolRequest.newBuilder().setPid(pid);
    if (name != null) {
      request.setName(name);
    }
    if (syncOnly != null) {
      request.setSyncOnly(syncOnly);
    }
    return ctl.call(
        (api, output) ->
            show(output, api.lifecycle().updatePool(request.setChange(change.options()).build())));
  }

  @Command(name = "delete", description = "Deletes a pool that has no workers.")
  int delete(@Parameters(paramLabel = "PID") long pid, @Mixin Change.OfOne change) {
    return ctl.call(
        (api, output) ->
            show(
                output,
                api.lifecycle()
                    .deletePool(
                        DeletePoolRequest.newBuilder()
                            .setPid(pid)
                            .setChange(change.options())
                            .build())));
  }

  @Command(name = "watch", description = "Shows all pools, then each change.")
  int watch(@Mixin Streams stream) {
    return ctl.call((api, output) -> watch(api, output, stream));
  }

  static void watch(Connection api, Output output, Streams stream) {
    output.streamHeader(PoolRows.HEADER, PoolRows.streamWidths());
    stream.follow(
        time -> api.lifecycle(time).watchPools(WatchPoolsRequest.getDefaultInstance()),
        pool -> output.streamRow(pool, () -> PoolRows.row(pool), PoolRows.streamWidths()));
  }

  @Command(name = "history", description = "Tells what happened to a pool, the newest last.")
  int history(@Parameters(paramLabel = "PID") long pid, @Mixin HistoryCommand.Stretch stretch) {
    return ctl.call((api, output) -> HistoryCommand.pool(api, output, pid, stretch));
  }

  private static PoolView named(Connection api, SetPoolOperatorRequest.Builder operator) {
    try {
      return api.lifecycle().setPoolOperator(operator.build());
    } catch (StatusRuntimeException e) {
      throw CtlFailure.partly(
          "pool %s was created, but nobody signs for it (%s): name who does with operators set %s"
              .formatted(
                  Long.toUnsignedString(operator.getPid()),
                  e.getStatus().getDescription(),
                  Long.toUnsignedString(operator.getPid())));
    }
  }

  private static void showWithOperator(Output output, PoolView pool) {
    output.list(pool, PoolRows.OPERATORS, () -> List.of(PoolRows.operator(pool)));
  }

  private static void show(Output output, PoolView pool) {
    output.list(pool, PoolRows.HEADER, () -> List.of(PoolRows.row(pool)));
    output.would(pool.getWouldList());
  }
}
