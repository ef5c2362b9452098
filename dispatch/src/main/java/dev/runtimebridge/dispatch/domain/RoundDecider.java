package dev.runtimebridge.dispatch.domain;

import dev.runtimebridge.dispatch.domain.RoundDecision.Accepted;
import dev.runtimebridge.dispatch.domain.RoundDecision.Ignored;
import dev.runtimebridge.dispatch.domain.RoundDecision.Why;
import dev.runtimebridge.dispatch.domain.RoundEvent.RewardsReleased;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundOpened;
import dev.runtimebridge.dispatch.domain.RoundEvent.RoundSettled;
import dev.runtimebridge.dispatch.domain.RoundEvent.TaskEnded;
import dev.runtimebridge.dispatch.domain.RoundInput.BlockReached;
import dev.runtimebridge.dispatch.domain.RoundInput.FirstBlock;
import dev.runtimebridge.dispatch.domain.RoundInput.TaskReported;
import dev.runtimebridge.dispatch.domain.RoundState.Open;
import dev.runtimebridge.dispatch.domain.RoundState.Settled;
import dev.runtimebridge.dispatch.domain.RoundState.Unopened;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Decides what becomes of one round; {@link RoundState#evolve} is what follows from it. */
public final class RoundDecider {
  private final RoundRules rules;
  private final long round;

  /** Decides on this round. */
  public RoundDecider(RoundRules rules, long round) {
    this.rules = rules;
    this.round = round;
  }

  /** What comes of an input. */
  public RoundDecision decide(RoundState now, RoundInput input) {
    return switch (input) {
      case FirstBlock first -> now instanceof Unopened ? open(first) : ignored(Why.ALREADY_OPENED);
      case TaskReported report ->
          now instanceof Open open ? end(open, report) : ignored(Why.NOT_OPEN);
      case BlockReached reached -> new Accepted(passTime(now, reached.block()));
    };
  }

  /** The block at which a round has to be looked at again; none once it is over. */
  public static OptionalLong due(RoundState state) {
    return switch (state) {
      case Unopened _, RoundState.Released _ -> OptionalLong.empty();
      case Open open -> OptionalLong.of(open.opened().closesAt());
      case Settled settled -> OptionalLong.of(settled.settled().releasesAt());
    };
  }

  private RoundDecision open(FirstBlock first) {
    int tasks = rules.rewards().tasks();
    List<RoundCandidate> online =
        first.online().stream().sorted(Comparator.comparing(RoundCandidate::worker)).toList();
    List<String> drawn =
        Draw.of(first.hash(), tasks, online.stream().map(RoundCandidate::inDraw).toList()).stream()
            .map(Candidate::id)
            .toList();
    long closesAt = first.block() + rules.windowBlocks();
    return new Accepted(
        List.of(new RoundOpened(first.block(), first.hash(), tasks, online, drawn, closesAt)));
  }

  private static RoundDecision end(Open open, TaskReported report) {
    if (!open.opened().drawn().contains(report.worker())) {
      return ignored(Why.NOT_DRAWN);
    }
    if (open.outcome(report.worker()).isPresent()) {
      return ignored(Why.ALREADY_ENDED);
    }
    if (report.block() >= open.opened().closesAt()) {
      return ignored(Why.TOO_LATE);
    }
    TaskOutcome outcome = report.done() ? TaskOutcome.DONE : TaskOutcome.FAILED;
    return new Accepted(List.of(new TaskEnded(report.worker(), outcome, report.block())));
  }

  /** All that is due at a block, however many blocks were jumped over. */
  private List<RoundEvent> passTime(RoundState now, long block) {
    var events = new ArrayList<RoundEvent>();
    RoundState state = now;
    if (state instanceof Open open && block >= open.opened().closesAt()) {
      for (String worker : open.opened().drawn()) {
        if (open.outcome(worker).isEmpty()) {
          var missed = new TaskEnded(worker, TaskOutcome.MISSED, block);
          events.add(missed);
          state = RoundState.evolve(state, missed);
        }
      }
      RoundSettled settled = Settlement.of(rules, round, (Open) state, block);
      events.add(settled);
      state = RoundState.evolve(state, settled);
    }
    if (state instanceof Settled settled && block >= settled.settled().releasesAt()) {
      events.add(new RewardsReleased(block));
    }
    return events;
  }

  private static RoundDecision ignored(Why why) {
    return new Ignored(why);
  }
}
