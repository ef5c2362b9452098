package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import dev.runtimebridge.lifecycle.ctl.inventory.Fault;
import dev.runtimebridge.lifecycle.ctl.inventory.Plan;
import dev.runtimebridge.lifecycle.ctl.inventory.Sheet;
import dev.runtimebridge.lifecycle.ctl.inventory.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Makes what a declaration wants: shows what will be done, asks, does it and reports; a mixin. */
final class Intake {
  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  /** The declaration of a document; all its faults end the command. */
  static Declaration of(Path file, Sheet sheet) {
    return switch (sheet) {
      case Sheet.Read(Declaration declaration) -> declaration;
      case Sheet.Faulty(List<Fault> faults) ->
          throw CtlFailure.refused(
              "%s is refused whole, nothing was done:%n%s"
                  .formatted(
                      file,
                      faults.stream()
                          .map(fault -> "  " + fault)
                          .collect(Collectors.joining(System.lineSeparator()))));
    };
  }

  /** Which pools workers belong to that nobody has made or declared. */
  static void requirePools(Declaration there, Declaration wanted) {
    Set<Long> pools = new HashSet<>();
    there.pools().forEach(pool -> pools.add(pool.pid()));
    wanted.pools().forEach(pool -> pools.add(pool.pid()));
    String missing =
        wanted.workers().stream()
            .map(worker -> worker.pid())
            .filter(pid -> !pools.contains(pid))
            .distinct()
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw CtlFailure.refused(
          "there is no pool %s: create it first, with pools create PID NAME".formatted(missing));
    }
  }

  /** Shows the plan to who is asked, and ends the command if the answer is no. */
  void confirm(Ctl ctl, Plan plan, boolean dryRun) {
    if (yes || dryRun || plan.steps().isEmpty()) {
      return;
    }
    plan.steps().forEach(step -> ctl.err().println(Output.printable(step.words())));
    ctl.err().println(plan.summary());
    if (!ctl.secrets().isAsked()) {
      throw CtlFailure.wrongUsage(
          "nobody sits here to be asked: say --yes to do it, or --dry-run to look");
    }
    if (!ctl.secrets().confirm("Do it?")) {
      throw CtlFailure.refused("nothing was done");
    }
  }

  /** Prints what would be done. */
  static void preview(Ctl ctl, Output output, Plan plan) {
    output.rows(
        StepResult.HEADER,
        plan.steps().stream().map(step -> List.of("would be done", step.words())).toList());
    ctl.err().println(plan.summary());
  }

  /** Prints a line for each step; ends the command if not all was done. */
  static void report(Ctl ctl, Output output, Plan plan, List<StepResult> results) {
    output.rows(StepResult.HEADER, results.stream().map(StepResult::row).toList());
    ctl.err().println(plan.summary());
    long refused = results.stream().filter(result -> !result.done()).count();
    if (refused > 0) {
      String told =
          "%d of %d changes were not made: see their lines".formatted(refused, results.size());
      throw refused == results.size() ? CtlFailure.refused(told) : CtlFailure.partly(told);
    }
  }

  /** A plan without changes to what is there, and what of it was left out. */
  static List<StepResult> keepWhatIsThere(Plan plan) {
    var refused = new ArrayList<StepResult>();
    for (Step.UpdateWorker step : plan.of(Step.UpdateWorker.class)) {
      refused.add(
          new StepResult(step, false, "is there already, but not so: say --update to change it"));
    }
    return refused;
  }
}
