package dev.runtimebridge.lifecycle.dispatch;

import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Page;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.table.Round;
import dev.runtimebridge.lifecycle.table.RoundLog;
import dev.runtimebridge.lifecycle.table.RoundTable;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.schemas.v1.CandidateView;
import dev.runtimebridge.schemas.v1.DispatchCandidate;
import dev.runtimebridge.schemas.v1.DispatchEventRecord;
import dev.runtimebridge.schemas.v1.DispatchShare;
import dev.runtimebridge.schemas.v1.GetRoundRequest;
import dev.runtimebridge.schemas.v1.ListRoundsRequest;
import dev.runtimebridge.schemas.v1.ListRoundsResponse;
import dev.runtimebridge.schemas.v1.RoundDetail;
import dev.runtimebridge.schemas.v1.RoundView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rounds in lists, and one with all its candidates. */
public final class RoundAnswers {
  private final RoundTable rounds;
  private final RoundLog log;
  private final OpenedRounds opened;
  private final RoundViews views;
  private final Calculations calculations;

  /** Answers from these tables and, for candidates, from the log. */
  public RoundAnswers(Tables tables, RoundLog log, OpenedRounds opened, Calculations calculations) {
    this.rounds = tables.rounds();
    this.log = log;
    this.opened = opened;
    this.views = new RoundViews(tables);
    this.calculations = calculations;
  }

  /** A round as callers see it. */
  public RoundView view(Round round) {
    return views.of(round).build();
  }

  /** Newest first. */
  public Checked<ListRoundsResponse> list(ListRoundsRequest request) {
    Checked<Integer> size = Page.size("page_size", request.getPageSize());
    Checked<Long> before = number(request.getPageToken(), Long.MAX_VALUE);
    return Checked.all(request, List.of(size, before))
        .then(good -> size.then(limit -> before.map(number -> list(number, limit))));
  }

  private ListRoundsResponse list(long before, int limit) {
    List<Round> page = rounds.before(before, limit + 1);
    List<Round> shown = page.subList(0, Math.min(limit, page.size()));
    return ListRoundsResponse.newBuilder()
        .addAllRounds(shown.stream().map(this::view).toList())
        .setNextPageToken(
            page.size() > limit ? Page.token(Long.toString(shown.getLast().number())) : "")
        .setTotalSize(rounds.size())
        .build();
  }

  /** One with a page of its candidates. */
  public Checked<RoundDetail> get(GetRoundRequest request) {
    Checked<Integer> size = Page.size("page_size", request.getPageSize());
    Checked<Long> from = number(request.getPageToken(), 0);
    return Checked.all(request, List.of(size, from))
        .then(
            good ->
                calculations.run(
                    () ->
                        size.then(
                            limit -> from.then(at -> detail(request.getRound(), limit, at)))));
  }

  private Checked<RoundDetail> detail(long number, int limit, long from) {
    return opened
        .find(number)
        .at("round")
        .then(
            round ->
                opened
                    .open(round)
                    .then(all -> shares(round).map(it -> detail(round, all, it, limit, from))));
  }

  private Checked<Map<String, DispatchShare>> shares(Round round) {
    return round
        .places()
        .settled()
        .map(place -> log.readRounds(List.of(place)).map(RoundAnswers::byWorker))
        .orElseGet(() -> Checked.valid(Map.of()));
  }

  private static Map<String, DispatchShare> byWorker(List<DispatchEventRecord> settled) {
    Map<String, DispatchShare> shares = new HashMap<>();
    settled
        .getFirst()
        .getSettled()
        .getSharesList()
        .forEach(share -> shares.put(share.getWorkerId(), share));
    return shares;
  }

  private RoundDetail detail(
      Round round,
      OpenedRounds.Opened all,
      Map<String, DispatchShare> shares,
      int limit,
      long from) {
    RoundView.Builder view = views.of(round);
    for (int i = 0; i < round.tasks().size(); i++) {
      view.getDrawnBuilder(i).setChance(all.chance(round.tasks().get(i).weight()));
    }
    Set<String> drawn = new HashSet<>();
    round.tasks().forEach(task -> drawn.add(task.worker().getWorkerId()));
    int begin = (int) Math.min(from, all.candidates().size());
    int end = Math.min(begin + limit, all.candidates().size());
    var detail =
        RoundDetail.newBuilder()
            .setRound(view)
            .setDrawRepeats(all.repeats())
            .setChanceError(all.error())
            .setNextPageToken(end < all.candidates().size() ? Page.token(String.valueOf(end)) : "");
    for (DispatchCandidate candidate : all.candidates().subList(begin, end)) {
      CandidateView.Builder one =
          views
              .of(candidate)
              .setChance(all.chance(Round.weight(candidate)))
              .setDrawn(drawn.contains(candidate.getWorkerId()));
      DispatchShare share = shares.get(candidate.getWorkerId());
      if (share != null) {
        one.setOnlinePha(PhaAmount.inPha(share.getOnline()))
            .setComputingPha(PhaAmount.inPha(share.getComputing()))
            .setMissedPha(PhaAmount.inPha(share.getMissed()));
      }
      detail.addCandidates(one);
    }
    return detail.build();
  }

  /** What a token of a page stands for. */
  private static Checked<Long> number(String token, long first) {
    return Page.after(token)
        .then(
            text -> {
              if (text.isEmpty()) {
                return Checked.valid(first);
              }
              try {
                long number = Long.parseLong(text);
                return number < 0 ? Page.<Long>badToken(token) : Checked.valid(number);
              } catch (NumberFormatException e) {
                return Page.<Long>badToken(token);
              }
            })
        .at("page_token");
  }
}
