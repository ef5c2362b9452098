package dev.runtimebridge.lifecycle.words;

import static dev.runtimebridge.lifecycle.domain.Refusal.Reason.NOT_FOUND;

import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.Operator;
import dev.runtimebridge.lifecycle.domain.Pool;
import dev.runtimebridge.lifecycle.domain.PoolId;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.WorkerCommandRecord;
import dev.runtimebridge.substrate.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command would make of a pool.
 *
 * @param pool as it would be
 * @param deleted whether it would be gone
 * @param would what would happen, one sentence each
 */
public record PoolForecast(Pool pool, boolean deleted, List<String> would) {
  /** Copies the list. */
  public PoolForecast {
    would = List.copyOf(would);
  }

  /** The forecast, or why the command would be refused. */
  public static Checked<PoolForecast> of(
      Optional<Pool> before, WorkerCommandRecord command, Addresses addresses) {
    if (command.hasCreatePool()) {
      PoolConfig config = command.getCreatePool().getConfig();
      return Checked.valid(
          new PoolForecast(
              new Pool(new PoolId(config.getPid()), config, Optional.empty(), 0),
              false,
              List.of(
                  "Pool %s would be known as %s."
                      .formatted(Long.toUnsignedString(config.getPid()), config.getName()),
                  config.getSyncOnly()
                      ? "Its workers would follow the chain and send nothing to it."
                      : "Its workers would send nothing to the chain until it has an operator.")));
    }
    return before
        .map(pool -> Checked.valid(of(pool, command, addresses)))
        .orElseGet(() -> Checked.refused(NOT_FOUND, "there is no such pool"));
  }

  private static PoolForecast of(Pool pool, WorkerCommandRecord command, Addresses addresses) {
    return switch (command.getCommandCase()) {
      case UPDATE_POOL -> updated(pool, command.getUpdatePool().getConfig());
      case DELETE_POOL ->
          new PoolForecast(
              pool, true, List.of("The bridge would forget the pool; on the chain it stays."));
      case SET_POOL_OPERATOR ->
          signedBy(pool, command.getSetPoolOperator().getOperator(), addresses);
      case REMOVE_POOL_OPERATOR ->
          new PoolForecast(
              new Pool(pool.id(), pool.config(), Optional.empty(), pool.sequence()),
              false,
              List.of(
                  "Nobody would sign for the pool: its workers would send nothing to the chain, and those that compute would become unresponsive."));
      case CREATE_POOL,
          CREATE_WORKER,
          UPDATE_WORKER,
          DELETE_WORKER,
          START_WORKER,
          STOP_WORKER,
          RESTART_WORKER,
          START_WORKER_COMPUTING,
          STOP_WORKER_COMPUTING,
          LEAVE_POOL,
          FORCE_REGISTER,
          UPDATE_ENDPOINTS,
          TAKE_CHECKPOINT,
          KICK_WORKER,
          COMMAND_NOT_SET ->
          throw new IllegalArgumentException(
              "%s is no command for a pool that is there".formatted(command.getCommandCase()));
    };
  }

  private static PoolForecast updated(Pool pool, PoolConfig wanted) {
    var would = new ArrayList<String>();
    if (!wanted.getName().equals(pool.config().getName())) {
      would.add(
          "Its name would be %s instead of %s."
              .formatted(wanted.getName(), pool.config().getName()));
    }
    if (wanted.getSyncOnly() != pool.config().getSyncOnly()) {
      would.add(
          wanted.getSyncOnly()
              ? "Its workers would send nothing to the chain any more; those that compute would become unresponsive."
              : "Its workers would go on with their life on the chain.");
    }
    if (would.isEmpty()) {
      would.add("Nothing would change.");
    }
    return new PoolForecast(
        new Pool(pool.id(), wanted, pool.operator(), pool.sequence()), false, would);
  }

  private static PoolForecast signedBy(Pool pool, PoolOperator operator, Addresses addresses) {
    var signer =
        new Operator(
            Bytes.of(operator.getAccount().toByteArray()),
            Bytes.of(operator.getProxied().toByteArray()));
    String instead =
        pool.operator()
            .filter(before -> !before.account().equals(signer.account()))
            .map(before -> " instead of " + addresses.text(before.account()))
            .orElse("");
    return new PoolForecast(
        new Pool(pool.id(), pool.config(), Optional.of(signer), pool.sequence()),
        false,
        List.of(
            "%s would sign for the pool%s%s."
                .formatted(
                    addresses.text(signer.account()),
                    signer.proxied().isEmpty()
                        ? ""
                        : " as proxy of " + addresses.text(signer.proxied()),
                    instead)));
  }
}
