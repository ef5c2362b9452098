package dev.runtimebridge.lifecycle.ctl;

import static dev.runtimebridge.lifecycle.ctl.ChanceCommand.coins;
import static dev.runtimebridge.lifecycle.ctl.ChanceCommand.percent;

import dev.runtimebridge.schemas.v1.PlanSplitRequest;
import dev.runtimebridge.schemas.v1.PlannedMachine;
import dev.runtimebridge.schemas.v1.SplitOutcome;
import dev.runtimebridge.schemas.v1.SplitPlan;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The best split of a budget over machines. */
@Command(name = "plan", description = "Splits a budget over machines so that most is earned.")
final class PlanCommand implements Callable<Integer> {
  private static final List<String> HEADER =
      List.of(
          "MACHINE",
          "STAKE PHA",
          "PLANNED PHA",
          "PERCENT",
          "THEN PERCENT",
          "PHA A DAY",
          "DEVIATION");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Mixin private Stakes stakes = new Stakes();

  @Option(
      names = "--budget",
      paramLabel = "PHA",
      defaultValue = "",
      description = "What there is to stake; what is staked now without it.")
  private String budget = "";

  @Option(
      names = "--minimum",
      paramLabel = "PHA",
      defaultValue = "",
      description = "What has to be on each.")
  private String minimum = "";

  @Override
  public Integer call() {
    return ctl.call(
        (api, output) -> {
          var request =
              PlanSplitRequest.newBuilder()
                  .setPopulation(stakes.population())
                  .addAllWorkers(stakes.refs())
                  .addAllMachines(stakes.given())
                  .setTerms(stakes.terms())
                  .setBudget(budget)
                  .setMinimum(minimum);
          stakes.pool().ifPresent(request::setPid);
          SplitPlan plan = api.dispatch().planSplit(request.build());
          output.list(
              plan, HEADER, () -> plan.getMachinesList().stream().map(PlanCommand::row).toList());
          if (!output.isWhole()) {
            summary(plan).forEach(ctl.err()::println);
          }
        });
  }

  private static List<String> row(PlannedMachine machine) {
    return List.of(
        machine.getPresent().getName(),
        machine.getPresent().getStakePha(),
        machine.getStakePha(),
        percent(machine.getPresent().getChance()),
        percent(machine.getChance()),
        coins(machine.getReward().getPerDayPha()),
        coins(machine.getReward().getDeviationPha()));
  }

  private static List<String> summary(SplitPlan plan) {
    return List.of(
        "planned: " + outcome(plan.getPlanned()),
        "in equal parts: " + outcome(plan.getEven()),
        "as it is: " + outcome(plan.getPresent()),
        "unspent: %s of %s PHA".formatted(plan.getUnspentPha(), plan.getBudgetPha()),
        plan.hasNextStep()
            ? "next: %s PHA more on %s bring %s PHA a day"
                .formatted(
                    plan.getNextStep().getMorePha(),
                    plan.getMachines(plan.getNextStep().getMachine()).getPresent().getName(),
                    coins(plan.getNextStep().getPerDayPha()))
            : "next: no stake helps");
  }

  private static String outcome(SplitOutcome outcome) {
    return String.format(
        Locale.ROOT,
        "%.6f draws a round, at least one %s %%, %s ± %s PHA a day",
        outcome.getGroup().getExpected(),
        percent(outcome.getGroup().getAtLeastOne()),
        coins(outcome.getReward().getPerDayPha()),
        coins(outcome.getReward().getDeviationPha()));
  }
}
