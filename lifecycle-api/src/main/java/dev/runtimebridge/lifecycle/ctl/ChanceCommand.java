package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.ChancesView;
import dev.runtimebridge.schemas.v1.GetChancesRequest;
import dev.runtimebridge.schemas.v1.MachineChance;
import dev.runtimebridge.schemas.v1.RewardView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** How likely machines are drawn for tasks. */
@Command(name = "chances", description = "Tells how likely machines are drawn for tasks.")
final class ChanceCommand implements Callable<Integer> {
  private static final List<String> HEADER =
      List.of("MACHINE", "SCORE", "STAKE PHA", "WEIGHT", "PERCENT", "PHA A DAY", "DEVIATION");

  @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
  @ParentCommand
  private Ctl ctl;

  @Mixin private Stakes stakes = new Stakes();

  @Override
  public Integer call() {
    return ctl.call(
        (api, output) -> {
          var request =
              GetChancesRequest.newBuilder()
                  .setPopulation(stakes.population())
                  .addAllWorkers(stakes.refs())
                  .addAllMachines(stakes.given())
                  .setTerms(stakes.terms());
          stakes.pool().ifPresent(request::setPid);
          ChancesView view = api.dispatch().getChances(request.build());
          output.list(view, HEADER, () -> rows(view));
        });
  }

  private static List<List<String>> rows(ChancesView view) {
    var rows = new ArrayList<List<String>>();
    view.getMachinesList().forEach(machine -> rows.add(row(machine)));
    if (view.getMachinesCount() > 1) {
      rows.add(
          row(
              "(at least one)",
              "-",
              "-",
              "-",
              percent(view.getGroup().getAtLeastOne()),
              view.getReward()));
    }
    return rows;
  }

  static List<String> row(MachineChance machine) {
    return row(
        machine.getName(),
        Integer.toUnsignedString(machine.getScore()),
        machine.getStakePha(),
        Integer.toUnsignedString(machine.getWeight()),
        percent(machine.getChance()),
        machine.getReward());
  }

  private static List<String> row(
      String name, String score, String stake, String weight, String chance, RewardView reward) {
    return List.of(
        name,
        score,
        stake,
        weight,
        chance,
        coins(reward.getPerDayPha()),
        coins(reward.getDeviationPha()));
  }

  static String percent(double chance) {
    return String.format(Locale.ROOT, "%.5f", chance * 100);
  }

  static String coins(double pha) {
    return String.format(Locale.ROOT, "%.2f", pha);
  }
}
