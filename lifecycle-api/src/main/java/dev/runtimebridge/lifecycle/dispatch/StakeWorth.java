package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.lifecycle.dispatch.Questions.Named;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Refusal;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.ChanceCurves;
import dev.runtimebridge.schemas.v1.ChancesView;
import dev.runtimebridge.schemas.v1.GetChanceCurvesRequest;
import dev.runtimebridge.schemas.v1.GetChancesRequest;
import dev.runtimebridge.schemas.v1.PlanSplitRequest;
import dev.runtimebridge.schemas.v1.SplitPlan;
import java.util.List;
import java.util.Optional;

/**
 * What a stake is worth: chances, curves, and the best split. Each answer is counted beside few
 * others and within a time; its caller waits for it.
 */
public final class StakeWorth {
  private static final int MOST_CURVES = 8;

  private final Questions questions;
  private final Calculations calculations;

  /** Answers from these tables. */
  public StakeWorth(Tables tables, OpenedRounds opened, Calculations calculations) {
    this.questions = new Questions(tables, new Populations(tables, opened));
    this.calculations = calculations;
  }

  /** How likely machines are drawn in a round. */
  public Checked<ChancesView> chances(GetChancesRequest request) {
    var named =
        new Named(
            request.getWorkersList(),
            request.hasPid() ? Optional.of(request.getPid()) : Optional.empty(),
            request.getMachinesList(),
            Named.MOST);
    return calculations.run(
        () ->
            questions
                .read(request.getPopulation(), named, request.getTerms())
                .map(ChanceAnswers::chances));
  }

  /** Their chances over a range of stakes. */
  public Checked<ChanceCurves> curves(GetChanceCurvesRequest request) {
    var named =
        new Named(
            request.getWorkersList(), Optional.empty(), request.getMachinesList(), MOST_CURVES);
    Checked<Double> wished =
        !request.hasWishedChance()
                || (request.getWishedChance() > 0 && request.getWishedChance() < 1)
            ? Checked.valid(request.getWishedChance())
            : Checked.<Double>refused(
                    Refusal.Reason.CHANCE_OUT_OF_RANGE,
                    "wished_chance %s cannot be planned for: expected more than 0 and less than 1"
                        .formatted(request.getWishedChance()))
                .at("wished_chance");
    Checked<ChanceAnswers.Range> range = ChanceAnswers.range(request);
    return Checked.all(request, List.of(wished, range))
        .then(
            good ->
                calculations.run(
                    () ->
                        questions
                            .read(request.getPopulation(), named, request.getTerms())
                            .then(
                                question ->
                                    range.then(
                                        stakes ->
                                            ChanceAnswers.curves(question, stakes, request)))));
  }

  /** The best split of a budget over them. */
  public Checked<SplitPlan> split(PlanSplitRequest request) {
    var named =
        new Named(
            request.getWorkersList(),
            request.hasPid() ? Optional.of(request.getPid()) : Optional.empty(),
            request.getMachinesList(),
            Named.MOST);
    return calculations.run(
        () ->
            questions
                .read(request.getPopulation(), named, request.getTerms())
                .then(question -> SplitAnswers.plan(question, request)));
  }
}
