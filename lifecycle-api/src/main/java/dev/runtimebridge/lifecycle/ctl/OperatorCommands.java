package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.RemovePoolOperatorRequest;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about who signs for a pool. Secrets come from files or the terminal only. */
@Command(
    name = "operators",
    description = "Lists and changes who signs for pools.",
    footer = {
      "",
      "A secret never stands on the command line, which every user of the host can read. Without a"
          + " file it is",
      "asked for, or read from the standard input."
    })
final class OperatorCommands {
  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "list", description = "Lists who signs for each pool.")
  int list() {
    return ctl.call(
        (api, output) -> {
          var all = Pages.pools(api);
          output.list(
              all,
              PoolRows.OPERATORS,
              () -> all.getPoolsList().stream().map(PoolRows::operator).toList());
        });
  }

  @Command(name = "set", description = "Names who signs for a pool.")
  int set(
      @Parameters(paramLabel = "PID") long pid,
      @Option(
              names = "--proxied",
              paramLabel = "ADDRESS",
              description = "Owner of the pool, if the operator is only its proxy.")
          @Nullable String proxied,
      @Option(
              names = "--expect",
              paramLabel = "ADDRESS",
              description = "Refuse a secret of any other account.")
          @Nullable String expected,
      @Option(
              names = "--secret-file",
              paramLabel = "FILE",
              description =
                  "Mnemonic, 0x seed, 64-byte secret key or //Name, with junctions; - for the"
                      + " standard input.")
          @Nullable Path secretFile,
      @Option(names = "--key-file", paramLabel = "FILE", description = "Key file of polkadot-js.")
          @Nullable Path keyFile,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "Password of the key file; asked for without it.")
          @Nullable Path passwordFile,
      @Mixin Change.OfOne change) {
    return ctl.call(
        (api, output) -> {
          var request = SetPoolOperatorRequest.newBuilder().setPid(pid).setChange(change.options());
          if (proxied != null) {
            request.setProxied(proxied);
          }
          if (expected != null) {
            request.setExpectedAccount(expected);
          }
          secret(ctl.secrets(), secretFile, keyFile, passwordFile).fill(request);
          show(output, api.lifecycle().setPoolOperator(request.build()));
        });
  }

  @Command(name = "remove", description = "Lets nobody sign for a pool any more.")
  int remove(@Parameters(paramLabel = "PID") long pid, @Mixin Change.OfOne change) {
    return ctl.call(
        (api, output) ->
            show(
                output,
                api.lifecycle()
                    .removePoolOperator(
                        RemovePoolOperatorRequest.newBuilder()
                            .setPid(pid)
                            .setChange(change.options())
                            .build())));
  }

  private static OperatorSecret secret(
      SecretInput secrets,
      @Nullable Path secretFile,
      @Nullable Path keyFile,
      @Nullable Path passwordFile) {
    if (keyFile != null) {
      if (secretFile != null) {
        throw CtlFailure.wrongUsage("--secret-file and --key-file are both given: expected one");
      }
      String json = secrets.file(keyFile);
      return new OperatorSecret.File(json, password(secrets, json, passwordFile));
    }
    if (passwordFile != null) {
      throw CtlFailure.wrongUsage(
          "--password-file belongs to --key-file: the password of a mnemonic stands behind it,"
              + " after ///");
    }
    return OperatorSecret.ofText(
        secretFile != null
            ? secrets.line(secretFile)
            : secrets.ask("Mnemonic, seed or secret key: "));
  }

  private static String password(SecretInput secrets, String json, @Nullable Path passwordFile) {
    if (passwordFile != null) {
      return secrets.line(passwordFile);
    }
    return secrets.isAsked() && json.contains("scrypt")
        ? secrets.ask("Password of the key file: ")
        : "";
  }

  private static void show(Output output, PoolView pool) {
    output.list(pool, PoolRows.OPERATORS, () -> List.of(PoolRows.operator(pool)));
    output.would(pool.getWouldList());
  }
}
