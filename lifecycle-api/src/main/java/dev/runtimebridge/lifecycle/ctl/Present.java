package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.lifecycle.ctl.inventory.Declaration;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredPool;
import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredWorker;
import dev.runtimebridge.lifecycle.domain.PhaAmount;
import dev.runtimebridge.lifecycle.domain.WorkerEndpoint;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.PoolView;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerView;
import java.math.BigInteger;
import java.util.Optional;

/** All pools and workers as the API tells them, in the terms of a declaration. */
final class Present {
  private Present() {}

  static Declaration of(Connection api) {
    return new Declaration(
        Pages.pools(api).getPoolsList().stream().map(Present::pool).toList(),
        Pages.workers(api, ListWorkersRequest.getDefaultInstance()).getWorkersList().stream()
            .map(Present::worker)
            .toList());
  }

  static DeclaredWorker worker(WorkerView view) {
    WorkerConfig config = view.getState().getConfig();
    String stake = config.getStake();
    return new DeclaredWorker(
        config.getName(),
        new WorkerEndpoint(config.getEndpoint()),
        config.getPid(),
        new PhaAmount(stake.isEmpty() ? BigInteger.ZERO : new BigInteger(stake)),
        !config.getEnabled(),
        config.getSyncOnly(),
        config.getGatekeeper());
  }

  private static DeclaredPool pool(PoolView view) {
    return new DeclaredPool(
        view.getConfig().getPid(),
        view.getConfig().getName(),
        view.getConfig().getSyncOnly(),
        view.getOperator().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new DeclaredOperator(
                    Optional.of(OperatorKeys.usual(view.getOperator())),
                    Optional.of(view.getProxied())
                        .filter(address -> !address.isEmpty())
                        .map(OperatorKeys::usual),
                    Optional.empty())));
  }
}
