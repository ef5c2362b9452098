package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.words.Words;
import dev.runtimebridge.schemas.v1.KeyFile;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListPoolsResponse;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.RemovePoolOperatorRequest;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Commands about who signs for a pool. Secrets come from files or the terminal only. */
@Command(
    name = "operators",
    description = "Lists and changes who signs for pools.",
    footer = {
      "",
      "A secret never stands on the command line, which every user of the host can read. Without a file it is",
      "asked for, or read from the standard input."
    })
final class OperatorCommands {
  private static final List<String> HEADER =
      List.of("PID", "NAME", "OPERATOR", "PROXIED", "BALANCE PHA", "FEES PHA");
  private static final Pattern SECRET_KEY = Pattern.compile("(0x)?[0-9a-fA-F]{128}");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Command(name = "list", description = "Lists who signs for each pool.")
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
            output.table(HEADER, all.getPoolsList().stream().map(OperatorCommands::row).toList());
          }
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
                  "Mnemonic, 0x seed, 64-byte secret key or //Name, with junctions; - for the standard input.")
          @Nullable Path secretFile,
      @Option(names = "--key-file", paramLabel = "FILE", description = "Key file of polkadot-js.")
          @Nullable Path keyFile,
      @Option(
              names = "--password-file",
              paramLabel = "FILE",
              description = "Password of the key file; asked for without it.")
          @Nullable Path passwordFile) {
    return ctl.call(
        (api, output) -> {
          var request = SetPoolOperatorRequest.newBuilder().setPid(pid);
          if (proxied != null) {
            request.setProxied(proxied);
          }
          if (expected != null) {
            request.setExpectedAccount(expected);
          }
          fill(request, ctl.secrets(), secretFile, keyFile, passwordFile);
          show(output, api.lifecycle().setPoolOperator(request.build()));
        });
  }

  @Command(name = "remove", description = "Lets nobody sign for a pool any more.")
  int remove(@Parameters(paramLabel = "PID") long pid) {
    var request = RemovePoolOperatorRequest.newBuilder().setPid(pid).build();
    return ctl.call((api, output) -> show(output, api.lifecycle().removePoolOperator(request)));
  }

  private static void fill(
      SetPoolOperatorRequest.Builder request,
      SecretInput secrets,
      @Nullable Path secretFile,
      @Nullable Path keyFile,
      @Nullable Path passwordFile) {
    if (keyFile != null) {
      if (secretFile != null) {
        throw CtlFailure.wrongUsage("--secret-file and --key-file are both given: expected one");
      }
      var file = KeyFile.newBuilder().setJson(secrets.file(keyFile));
      if (passwordFile != null) {
        file.setPassword(secrets.line(passwordFile));
      } else if (secrets.isAsked() && file.getJson().contains("scrypt")) {
        file.setPassword(secrets.ask("Password of the key file: "));
      }
      request.setKeyFile(file);
      return;
    }
    if (passwordFile != null) {
      throw CtlFailure.wrongUsage(
          "--password-file belongs to --key-file: the password of a mnemonic stands behind it, after ///");
    }
    String secret =
        secretFile != null
            ? secrets.line(secretFile)
            : secrets.ask("Mnemonic, seed or secret key: ");
    if (SECRET_KEY.matcher(secret).matches()) {
      request.setSecretKey(secret);
    } else {
      request.setSecretUri(secret);
    }
  }

  private static void show(Output output, PoolView pool) {
    if (output.asJson()) {
      output.json(pool);
    } else {
      output.table(HEADER, List.of(row(pool)));
    }
  }

  private static List<String> row(PoolView pool) {
    var cells = new ArrayList<String>();
    cells.add(Long.toUnsignedString(pool.getConfig().getPid()));
    cells.add(pool.getConfig().getName());
    cells.add(Words.orDash(pool.getOperator()));
    cells.add(Words.orDash(pool.getProxied()));
    cells.add(Words.orDash(pool.getBalancePha()) + (pool.getBalanceLow() ? " (low)" : ""));
    cells.add(Words.orDash(pool.getFeesPha()));
    return cells;
  }
}
