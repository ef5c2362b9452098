package dev.runtimebridge.lifecycle.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.HistoryIndex.Place;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.testing.SampleRounds;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ChanceCurves;
import dev.runtimebridge.schemas.v1.ChancesView;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.GetChanceCurvesRequest;
import dev.runtimebridge.schemas.v1.GetChancesRequest;
import dev.runtimebridge.schemas.v1.GivenMachine;
import dev.runtimebridge.schemas.v1.GivenPopulation;
import dev.runtimebridge.schemas.v1.PlanSplitRequest;
import dev.runtimebridge.schemas.v1.Population;
import dev.runtimebridge.schemas.v1.PopulationClass;
import dev.runtimebridge.schemas.v1.RoundTerms;
import dev.runtimebridge.schemas.v1.SplitPlan;
import dev.runtimebridge.schemas.v1.WorkerRef;
import dev.runtimebridge.schemas.v1.WorkerStage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The field of the article's figures, and owners' questions about it. */
class StakeWorthTest {
  private static final Population FIELD = given(5_000, 420, "1000");

  private final Tables tables = new Tables(1_000);
  private final Calculations calculations = new Calculations(Duration.ofSeconds(60));
  private final StakeWorth worth =
      new StakeWorth(
          tables,
          new OpenedRounds(tables.rounds(), places -> fail("nothing is read from the log")),
          calculations);

  @AfterEach
  void close() {
    calculations.close();
  }

  @Test
  void shouldGiveTheFirstFigureToItsDigits() {
    assertEquals("0.05191", percent(5, chance(300, "0")));
    assertEquals("0.07923", percent(5, chance(300, "1000")));
    assertEquals("0.11294", percent(5, chance(300, "5000")));
    assertEquals("0.17411", percent(5, chance(300, "20000")));
  }

  @Test
  void shouldGiveTheSecondFigureToItsDigits() {
    var figure = new StringBuilder();
    for (int score : new int[] {400, 100}) {
      for (String stake : List.of("0", "5000", "20000")) {
        figure.append(percent(4, chance(score, stake))).append(' ');
      }
    }
    assertEquals("0.0692 0.1302 0.1914 0.0173 0.0784 0.1396", figure.toString().strip());
  }

  @Test
  void shouldGiveTheThirdFigureToItsDigitsAndMarkItsBestSplit() {
    SplitPlan plan =
        good(
            worth.split(
                PlanSplitRequest.newBuilder()
                    .setPopulation(FIELD)
                    .addMachines(machine(420, "20000"))
                    .addMachines(machine(420, ""))
                    .setBudget("20000")
                    .setCurvePoints(21)
                    .build()));
    assertEquals("0.26744", percent(5, plan.getCurve(0).getExpected()));
    assertEquals("0.31806", percent(5, plan.getCurve(10).getExpected()));
    assertEquals("0.26744", percent(5, plan.getCurve(20).getExpected()));
    assertEquals("10000", plan.getCurve(10).getFirstStakePha());
    double best = plan.getPlanned().getGroup().getExpected();
    plan.getCurveList().forEach(point -> assertTrue(point.getExpected() <= best + 1e-9));
    assertEquals("0.26744", percent(5, plan.getPresent().getGroup().getExpected()));
    assertEquals("0.31806", percent(5, plan.getEven().getGroup().getExpected()));
    assertTrue(plan.getMachines(0).getMorePha().startsWith("-"), "the first gives some up");
    // A coin more buys nothing between two steps of the root; the next step does.
    assertEquals(0, plan.getNextCoinDraws(), 1e-12);
    assertTrue(plan.getNextStep().getDraws() > 0 && plan.getNextStep().getPerDayPha() > 0);
  }

  @Test
  void shouldDrawCurvesThatMeetTheFiguresAndTellTheStakeForAWish() {
    ChanceCurves curves =
        good(
            worth.curves(
                GetChanceCurvesRequest.newBuilder()
                    .setPopulation(FIELD)
                    .addMachines(machine(300, "1000"))
                    .addMachines(machine(100, ""))
                    .setTo("20000")
                    .setPoints(41)
                    .setWishedChance(0.001)
                    .build()));
    assertEquals("0", curves.getStakesPha(0));
    assertEquals("20000", curves.getStakesPha(40));
    assertEquals("0.05191", percent(5, curves.getCurves(0).getChances(0)));
    assertEquals("0.17411", percent(5, curves.getCurves(0).getChances(40)));
    assertEquals("0.1396", percent(4, curves.getCurves(1).getChances(40)));
    assertEquals("0.07923", percent(5, curves.getCurves(0).getMachine().getChance()));
    String needed = curves.getCurves(0).getNeededStakePha();
    assertTrue(chance(300, needed) >= 0.001, needed);
    assertTrue(curves.getError() < 1e-9 && curves.getError() > 0);
  }

  @Test
  void shouldCountOnTheWorkersThatComputeAndAddThoseThatDoNot() {
    IntStream.range(0, 8)
        .forEach(i -> tables.apply(SampleRounds.computing("w" + i, 7, 500, 1_000)));
    AggregateStateRecord.Builder stopped =
        SampleRounds.computing("idle", 7, 500, 1_000).toBuilder();
    stopped.getWorkerBuilder().setStage(WorkerStage.AT_TIP);
    tables.apply(stopped.build());
    ChancesView view =
        good(
            worth.chances(
                GetChancesRequest.newBuilder()
                    .addWorkers(WorkerRef.newBuilder().setName("w3"))
                    .addWorkers(WorkerRef.newBuilder().setName("idle"))
                    .build()));
    assertEquals(9, view.getPopulation().getWorkers());
    assertEquals(9 * (500 + 158), view.getPopulation().getTotalWeight());
    assertTrue(view.getMachines(0).getOnline());
    assertFalse(view.getMachines(1).getOnline());
    assertEquals(5.0 / 9, view.getMachines(0).getChance(), 1e-9);
    assertEquals(10.0 / 9, view.getGroup().getExpected(), 1e-9);
    assertEquals(3, view.getGroup().getDistributionCount());
    // 24 rounds of 30000 coins: a ninth of the half that is for computing, and of the 30 %.
    assertEquals(24 * 30_000 * 0.8 / 9, view.getMachines(0).getReward().getPerDayPha(), 1e-3);
    assertTrue(view.getMachines(0).getReward().getDeviationPha() > 0);
  }

  @Test
  void shouldCountWithTheTermsOfTheLogUnlessToldOtherwise() {
    var candidates =
        IntStream.range(0, 9).mapToObj(i -> SampleRounds.candidate("w" + i, 7, 500, 10)).toList();
    long offset = 0;
    for (int round = 4; round < 7; round++) {
      for (DispatchEventRecord event :
          new SampleRounds(round, candidates).reported().after(100).events()) {
        tables.apply(event, new Place(0, offset++));
      }
    }
    var request =
        GetChancesRequest.newBuilder().setPopulation(FIELD).addMachines(machine(420, "1"));
    var told = good(worth.chances(request.build())).getTerms();
    assertTrue(told.getFromLog());
    assertEquals(5, told.getTasks());
    assertEquals("30000", told.getMintedPha());
    assertEquals(24, told.getRoundsPerDay(), 1e-9);
    assertEquals("3000", told.getPrizePha());
    var other =
        good(worth.chances(
                request
                    .setTerms(
                        RoundTerms.newBuilder().setTasks(10).setMinted("100").setRoundsPerDay(48))
                    .build()))
            .getTerms();
    assertFalse(other.getFromLog());
    assertEquals("5", other.getPrizePha());
  }

  @Test
  void shouldLetTheRuleAnswerWhereThereIsLittleToDraw() {
    var one = GetChancesRequest.newBuilder().addMachines(machine(300, ""));
    assertEquals(1, good(worth.chances(one.build())).getMachines(0).getChance(), "alone");
    assertEquals(
        1,
        good(worth.chances(one.clone().setPopulation(given(3, 420, "1")).build()))
            .getMachines(0)
            .getChance(),
        "fewer than tasks");
    assertEquals(
        0,
        good(worth.chances(one.clone().setTerms(RoundTerms.newBuilder().setTasks(0)).build()))
            .getMachines(0)
            .getChance(),
        "no tasks");
    ChancesView weightless =
        good(
            worth.chances(
                GetChancesRequest.newBuilder()
                    .setPopulation(given(9, 0, "0"))
                    .addMachines(machine(0, ""))
                    .build()));
    assertEquals(0.5, weightless.getMachines(0).getChance(), 1e-12);
    SplitPlan plan =
        good(
            worth.split(
                PlanSplitRequest.newBuilder()
                    .setPopulation(given(0, 0, "0"))
                    .addMachines(machine(0, ""))
                    .addMachines(machine(0, ""))
                    .setCurvePoints(2)
                    .build()));
    assertEquals("0", plan.getBudgetPha());
    assertEquals(2, plan.getPlanned().getGroup().getExpected(), 1e-12);
  }

  @Test
  void shouldNameWhatIsWrongByItsField() {
    var chances = GetChancesRequest.newBuilder().setPopulation(FIELD);
    refused(worth.chances(chances.build()), Refusal.Reason.NO_MACHINES, "workers");
    refused(
        worth.chances(chances.clone().addMachines(machine(3, "-1")).build()),
        Refusal.Reason.INVALID_VALUE,
        "machines[0].stake");
    refused(
        worth.chances(chances.clone().addMachines(machine(3, "1000000000000000")).build()),
        Refusal.Reason.STAKE_TOO_LARGE,
        "machines[0].stake");
    refused(
        worth.chances(chances.clone().addMachines(machine(-1, "1000")).build()),
        Refusal.Reason.WEIGHT_OVERFLOW,
        "machines[0]");
    refused(
        worth.chances(
            chances
                .clone()
                .setPopulation(given(1, -1, "1"))
                .addMachines(machine(1, "x"))
                .setTerms(
                    RoundTerms.newBuilder()
                        .setTasks(10_001)
                        .setMinted("none")
                        .setRoundsPerDay(Double.NaN))
                .build()),
        Refusal.Reason.INVALID_VALUE,
        "population.given.classes[0]",
        "terms.tasks",
        "terms.minted",
        "terms.rounds_per_day",
        "machines[0].stake");
    refused(
        worth.chances(
            chances.clone().setPopulation(given(-1, 1, "1")).addMachines(machine(1, "")).build()),
        Refusal.Reason.TOO_MANY_WORKERS,
        "population.given.classes[0].count");
    refused(
        worth.chances(
            chances
                .clone()
                .setPopulation(Population.newBuilder().setRound(99))
                .addMachines(machine(1, ""))
                .build()),
        Refusal.Reason.NOT_FOUND,
        "population.round");
    refused(
        worth.chances(chances.clone().addWorkers(WorkerRef.newBuilder().setName("nobody")).build()),
        Refusal.Reason.NOT_FOUND,
        "workers[0].name");
    var plan = PlanSplitRequest.newBuilder().setPopulation(FIELD).addMachines(machine(1, ""));
    refused(
        worth.split(plan.clone().setBudget("5").setMinimum("6").build()),
        Refusal.Reason.BUDGET_BELOW_MINIMUM,
        "budget");
    refused(
        worth.split(plan.clone().setCurvePoints(5).build()),
        Refusal.Reason.INVALID_VALUE,
        "curve_points");
    var curve = GetChanceCurvesRequest.newBuilder().setPopulation(FIELD);
    refused(
        worth.curves(curve.clone().addMachines(machine(1, "")).setFrom("5").setTo("5").build()),
        Refusal.Reason.INVALID_VALUE,
        "to");
    refused(
        worth.curves(curve.clone().setPoints(1).setWishedChance(Double.NaN).build()),
        Refusal.Reason.INVALID_VALUE,
        "wished_chance",
        "points");
    refused(
        worth.curves(curve.clone().setWishedChance(1).build()),
        Refusal.Reason.CHANCE_OUT_OF_RANGE,
        "wished_chance");
  }

  @Test
  void shouldRefuseWhatTakesTooLong() {
    var given = GivenPopulation.newBuilder();
    for (int i = 0; i < 2_000; i++) {
      given.addClasses(PopulationClass.newBuilder().setCount(1_000).setScore(i).setStake("1"));
    }
    refused(
        worth.chances(
            GetChancesRequest.newBuilder()
                .setPopulation(Population.newBuilder().setGiven(given))
                .addMachines(machine(1, ""))
                .setTerms(RoundTerms.newBuilder().setTasks(1_000))
                .build()),
        Refusal.Reason.TOO_MUCH);
  }

  private double chance(int score, String stake) {
    return good(worth.chances(
            GetChancesRequest.newBuilder()
                .setPopulation(FIELD)
                .addMachines(machine(score, stake))
                .build()))
        .getMachines(0)
        .getChance();
  }

  private static GivenMachine machine(int score, String stake) {
    return GivenMachine.newBuilder().setScore(score).setStake(stake).build();
  }

  private static Population given(int count, int score, String stake) {
    return Population.newBuilder()
        .setGiven(
            GivenPopulation.newBuilder()
                .addClasses(
                    PopulationClass.newBuilder().setCount(count).setScore(score).setStake(stake)))
        .build();
  }

  private static <T> T good(Checked<T> answer) {
    return switch (answer) {
      case Checked.Valid<T>(T value) -> value;
      case Checked.Refused<T>(Refusal refusal) -> throw new AssertionError(refusal.toString());
    };
  }

  private static void refused(Checked<?> answer, Refusal.Reason reason, String... fields) {
    if (answer instanceof Checked.Refused<?>(Refusal refusal)) {
      assertEquals(reason, refusal.reason(), refusal.sentence());
      assertEquals(List.of(fields), refusal.faults().stream().map(Refusal.Fault::field).toList());
    } else {
      throw new AssertionError("expected a refusal, got " + answer);
    }
  }

  private static String percent(int decimals, double of) {
    return String.format(Locale.ROOT, "%." + decimals + "f", of * 100);
  }
}
