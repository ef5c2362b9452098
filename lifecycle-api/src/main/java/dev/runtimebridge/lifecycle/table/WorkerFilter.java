package dev.runtimebridge.lifecycle.table;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Worker;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.WorkerOrder;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Which workers a list is to have. */
final class WorkerFilter {
  private static final int LONGEST_SEARCH = 256;

  private final Tables tables;
  private final SearchTexts texts;

  WorkerFilter(Tables tables, Addresses addresses) {
    this.tables = tables;
    this.texts = new SearchTexts(addresses);
  }

  /** What a request asks for; every value of it that cannot be is named. */
  Checked<Predicate<Worker>> of(ListWorkersRequest request) {
    List<Checked<?>> parts = new ArrayList<>();
    if (request.getSearch().length() > LONGEST_SEARCH) {
      parts.add(
          Checked.<String>invalid(
                  "search is longer than %d characters: expected part of a name, endpoint, id, key or address"
                      .formatted(LONGEST_SEARCH))
              .at("search"));
    }
    if (request.getOrder() == WorkerOrder.UNRECOGNIZED) {
      parts.add(
          Checked.<WorkerOrder>invalid(
                  "order %d is none: expected one of WorkerOrder"
                      .formatted(request.getOrderValue()))
              .at("order"));
    }
    for (int i = 0; i < request.getStagesCount(); i++) {
      if (request.getStages(i) == WorkerStage.UNRECOGNIZED) {
        parts.add(
            Checked.<WorkerStage>invalid(
                    "stage %d is none: expected one of WorkerStage"
                        .formatted(request.getStagesValue(i)))
                .at("stages[%d]".formatted(i)));
      }
    }
    return Checked.all(predicate(request), parts);
  }

  private Predicate<Worker> predicate(ListWorkersRequest request) {
    Predicate<Worker> wanted = worker -> true;
    if (request.hasPid()) {
      wanted = wanted.and(worker -> worker.config().getPid() == request.getPid());
    }
    if (request.getStagesCount() > 0) {
      Set<WorkerStage> stages = EnumSet.copyOf(request.getStagesList());
      wanted = wanted.and(worker -> stages.contains(worker.state().getStage()));
    }
    if (request.getTroubled()) {
      wanted = wanted.and(this::isTroubled);
    }
    if (!request.getSearch().isBlank()) {
      String sought = request.getSearch().strip().toLowerCase(Locale.ROOT);
      wanted = wanted.and(worker -> texts.of(worker).contains(sought));
    }
    return wanted;
  }

  private boolean isTroubled(Worker worker) {
    WorkerState state = worker.state();
    return state.hasRetry()
        || !state.getWaitingForOperator().isEmpty()
        || state.hasLastFailure()
        || state.hasErrandFailure()
        || state.getStage() == WorkerStage.UNRESPONSIVE
        || state.getStage() == WorkerStage.KICKED
        || (state.hasCall()
            && tables
                .transactions()
                .get(state.getCall().getRequestId())
                .filter(call -> !call.ended() && call.progress().hasFailure())
                .isPresent());
  }
}
