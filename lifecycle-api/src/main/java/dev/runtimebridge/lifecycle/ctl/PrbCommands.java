package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator.SecretPlace;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredWorker;
import dev.runtimebridge.lifecycle.ctl.inventory.Plan;
import dev.runtimebridge.lifecycle.ctl.prb.OldBridge;
import dev.runtimebridge.lifecycle.ctl.prb.OldWorker;
import dev.runtimebridge.lifecycle.ctl.prb.PrbUnreadable;
import dev.runtimebridge.lifecycle.ctl.prb.PrbV2;
import dev.runtimebridge.lifecycle.ctl.prb.PrbV3;
import dev.runtimebridge.lifecycle.ctl.prb.Takeover;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * Takes pools and workers over from a PRB that runs. They are made stopped: two bridges that drive
 * one worker undo each other's work.
 */
abstract class PrbCommands implements Callable<Integer> {
  private static final int SHOWN = 10;

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private ImportCommand parent;

  @Parameters(paramLabel = "URL", description = "Such as http://10.0.0.2:3001.")
  private String url = "";

  @Option(names = "--pool", split = ",", paramLabel = "PID", description = "Only these pools.")
  private Set<Long> pids = Set.of();

  @Option(
      names = "--operator-secret-file",
      paramLabel = "PID=FILE",
      description = "Secret of a pool's operator; it has to be of the account that signs there.")
  private Map<Long, Path> secrets = Map.of();

  @Option(names = "--without-operators", description = "Name who signs later.")
  private boolean withoutOperators;

  @Option(
      names = "--enable",
      description =
          "Drive them here at once; refused while the old bridge may still drive one of them.")
  private boolean enable;

  @Mixin private Intake intake = new Intake();
  @Mixin private Change change = new Change();
  @Mixin private Arrival arrival = new Arrival();

  /** All that the old bridge has. */
  abstract OldBridge read(URI base) throws PrbUnreadable;

  @Override
  public Integer call() {
    Ctl ctl = parent.ctl();
    return ctl.call(
        (api, output) -> {
          OldBridge old = old();
          var takeover = new Takeover(secretPlaces(ctl), !withoutOperators);
          Declaration found = takeover.of(old, pids);
          refuseFaults(takeover.faults());
          takeover.renamed().forEach(line -> ctl.err().println(Output.printable(line)));
          Declaration there = Present.of(api);
          var keys = new OperatorKeys(ctl);
          Declaration wanted = keys.opened(driven(found, there, old), ctl.file(Path.of("")));
          Plan plan = Plan.between(there, wanted, false);
          intake.confirm(ctl, plan, change.dryRun);
          if (change.dryRun) {
            Intake.preview(ctl, output, plan);
            return;
          }
          Intake.report(ctl, output, plan, new Applier(ctl, api, keys, change).apply(plan));
          if (!enable) {
            ctl.err()
                .println(
                    "New workers are stopped here. Once the old bridge does not drive them any"
                        + " more: workers start --pool PID");
          }
          arrival.await(
              ctl,
              api,
              wanted.workers().stream()
                  .filter(worker -> !worker.disabled())
                  .map(DeclaredWorker::name)
                  .collect(Collectors.toSet()));
        });
  }

  private OldBridge old() {
    try {
      return read(address());
    } catch (PrbUnreadable e) {
      throw CtlFailure.unreachable(e.sentence());
    }
  }

  private URI address() {
    try {
      URI base = new URI(url);
      if (base.getHost() != null
          && base.getRawUserInfo() == null
          && List.of("http", "https").contains(String.valueOf(base.getScheme()))) {
        return base;
      }
    } catch (URISyntaxException e) {
      // Told below: what was typed may hold a password and is not repeated.
    }
    throw CtlFailure.wrongUsage(
        "the address of the old bridge is none: expected one such as http://10.0.0.2:3001");
  }

  private Map<Long, SecretPlace> secretPlaces(Ctl ctl) {
    var places = new HashMap<Long, SecretPlace>();
    secrets.forEach(
        (pid, file) -> places.put(pid, new SecretPlace.SecretFile(ctl.file(file).toString())));
    return places;
  }

  private static void refuseFaults(List<String> faults) {
    if (!faults.isEmpty()) {
      throw CtlFailure.refused(
          "the old bridge has what cannot be taken over, nothing was done:\n"
              + faults.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n")));
    }
  }

  /** Those that are here stay driven or stopped as they are; with --enable all are driven. */
  private Declaration driven(Declaration found, Declaration there, OldBridge old) {
    if (enable) {
      refuseDriven(old);
    }
    Map<String, DeclaredWorker> present =
        there.workers().stream()
            .collect(Collectors.toMap(DeclaredWorker::name, Function.identity()));
    return new Declaration(
        found.pools(),
        found.workers().stream()
            .map(
                worker ->
                    enable
                        ? worker.started()
                        : worker.drivenAs(present.getOrDefault(worker.name(), worker)))
            .toList());
  }

  private void refuseDriven(OldBridge old) {
    List<String> driven =
        old.workers().stream()
            .filter(
                worker ->
                    pids.isEmpty()
                        || pids.stream().anyMatch(pid -> pid.toString().equals(worker.pid())))
            .filter(OldWorker::driven)
            .map(OldWorker::name)
            .toList();
    if (!driven.isEmpty()) {
      throw CtlFailure.refused(
          "the old bridge may still drive %d of these workers (%s%s): import without --enable, stop the old bridge, then workers start --pool PID"
              .formatted(
                  driven.size(),
                  driven.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                  driven.size() > SHOWN ? " …" : ""));
    }
  }

  /** {@code import prb-v3}. */
  @Command(
      name = "prb-v3",
      description = "Takes pools and workers over from PRB v3 (prb-wm), stopped.")
  static final class V3 extends PrbCommands {
    @Override
    OldBridge read(URI base) throws PrbUnreadable {
      return PrbV3.read(base);
    }
  }

  /** {@code import prb-v2}. */
  @Command(
      name = "prb-v2",
      description = "Takes pools and workers over from PRB v2, through its monitor, stopped.")
  static final class V2 extends PrbCommands {
    @Option(
        names = "--peer",
        paramLabel = "ID",
        description = "Which lifecycle manager, where there are several.")
    private @Nullable String peer;

    @Override
    OldBridge read(URI base) throws PrbUnreadable {
      return PrbV2.read(base, Optional.ofNullable(peer));
    }
  }
}
