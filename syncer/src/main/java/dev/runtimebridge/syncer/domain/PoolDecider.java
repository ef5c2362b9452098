package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.RejectionReason.ALREADY_EXISTS;
import static dev.runtimebridge.syncer.domain.RejectionReason.INVALID_VALUE;
import static dev.runtimebridge.syncer.domain.RejectionReason.NOT_FOUND;
import static dev.runtimebridge.syncer.domain.RejectionReason.STALE_VERSION;

import dev.runtimebridge.syncer.domain.PoolCommand.CreatePool;
import dev.runtimebridge.syncer.domain.PoolCommand.DeletePool;
import dev.runtimebridge.syncer.domain.PoolCommand.RemovePoolOperator;
import dev.runtimebridge.syncer.domain.PoolCommand.SetPoolOperator;
import dev.runtimebridge.syncer.domain.PoolCommand.UpdatePool;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolCreated;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolDeleted;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolOperatorRemoved;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolOperatorSet;
import dev.runtimebridge.syncer.domain.PoolEvent.PoolUpdated;
import dev.runtimebridge.syncer.domain.PoolState.Deleted;
import dev.runtimebridge.syncer.domain.PoolState.Open;
import dev.runtimebridge.syncer.domain.PoolState.Unseen;
import java.util.Optional;

/** The life of a pool. */
public final class PoolDecider {
  private PoolDecider() {}

  /** What {@code command} leads to for a pool that is as {@code now}. */
  public static Decision<PoolEvent> decide(PoolState now, PoolCommand command) {
    return switch (command) {
      case CreatePool(var config) -> create(now, config);
      case UpdatePool(var config, var expected) -> update(now, config, expected);
      case DeletePool() ->
          now instanceof Open ? Decision.accepted(new PoolDeleted()) : notFound("deleted");
      case SetPoolOperator(var operator) -> setOperator(now, operator);
      case RemovePoolOperator() ->
          now instanceof Open
              ? Decision.accepted(new PoolOperatorRemoved())
              : notFound("without an operator");
    };
  }

  /** The state after {@code event}. */
  public static PoolState evolve(PoolState now, PoolEvent event) {
    return switch (event) {
      case PoolCreated(var config) -> new Open(config, Optional.empty());
      case PoolUpdated(var config) ->
          new Open(config, now instanceof Open open ? open.operator() : Optional.empty());
      case PoolOperatorSet(var operator) ->
          now instanceof Open(var config, var former)
              ? new Open(config, Optional.of(operator))
              : now;
      case PoolOperatorRemoved() ->
          now instanceof Open(var config, var former) ? new Open(config, Optional.empty()) : now;
      case PoolDeleted() ->
          switch (now) {
            case Open(var config, var operator) -> new Deleted(config);
            case Unseen unseen -> unseen;
            case Deleted deleted -> deleted;
          };
    };
  }

  private static Decision<PoolEvent> create(PoolState now, PoolConfig config) {
    if (now instanceof Open(var there, var operator)) {
      return Decision.rejected(
          ALREADY_EXISTS,
          "pool %d exists already, named \"%s\"".formatted(there.pid(), there.name()));
    }
    return ConfigRules.fault(config)
        .map(fault -> Decision.<PoolEvent>rejected(INVALID_VALUE, fault))
        .orElseGet(() -> Decision.accepted(new PoolCreated(config)));
  }

  private static Decision<PoolEvent> update(
      PoolState now, PoolConfig config, Optional<PoolConfig> expected) {
    if (!(now instanceof Open(var there, var operator))) {
      return notFound("updated");
    }
    if (expected.isPresent() && !expected.get().equals(there)) {
      return Decision.rejected(
          STALE_VERSION,
          "pool %d was changed by someone else meanwhile; read it again before changing it"
              .formatted(there.pid()));
    }
    Optional<String> fault =
        config.pid() == there.pid()
            ? ConfigRules.fault(config)
            : Optional.of(
                "pool %d cannot become pool %d; create that one"
                    .formatted(there.pid(), config.pid()));
    return fault
        .map(text -> Decision.<PoolEvent>rejected(INVALID_VALUE, text))
        .orElseGet(() -> Decision.accepted(new PoolUpdated(config)));
  }

  private static Decision<PoolEvent> setOperator(PoolState now, PoolOperator operator) {
    if (!(now instanceof Open)) {
      return notFound("given an operator");
    }
    return ConfigRules.fault(operator)
        .map(fault -> Decision.<PoolEvent>rejected(INVALID_VALUE, fault))
        .orElseGet(() -> Decision.accepted(new PoolOperatorSet(operator)));
  }

  private static Decision<PoolEvent> notFound(String verb) {
    return Decision.rejected(NOT_FOUND, "there is no such pool to be " + verb);
  }
}
