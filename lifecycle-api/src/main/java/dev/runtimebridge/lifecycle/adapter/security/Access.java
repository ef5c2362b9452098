package dev.runtimebridge.lifecycle.adapter.security;

import dev.runtimebridge.schemas.v1.AlertsGrpc;
import dev.runtimebridge.schemas.v1.ChainStatusGrpc;
import dev.runtimebridge.schemas.v1.DispatchGrpc;
import dev.runtimebridge.schemas.v1.LifecycleGrpc;
import dev.runtimebridge.schemas.v1.OperationsGrpc;
import dev.runtimebridge.schemas.v1.TransactionsGrpc;
import io.grpc.MethodDescriptor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which role a method needs. What is not named here needs an operator, so that a new method is not
 * open by oversight. Health and reflection need no token: probes have none, and what they tell is
 * in the public contract.
 */
public final class Access {
  private static final Set<String> OPEN_SERVICES =
      Set.of(
          "grpc.health.v1.Health",
          "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection");

  private static final Set<String> READING =
      Stream.of(
              LifecycleGrpc.getGetPoolMethod(),
              LifecycleGrpc.getListPoolsMethod(),
              LifecycleGrpc.getGetPoolHistoryMethod(),
              LifecycleGrpc.getGetWorkerMethod(),
              LifecycleGrpc.getListWorkersMethod(),
              LifecycleGrpc.getWatchWorkersMethod(),
              LifecycleGrpc.getWatchPoolsMethod(),
              LifecycleGrpc.getExplainWorkerMethod(),
              LifecycleGrpc.getPlanStakesMethod(),
              LifecycleGrpc.getGetWorkerHistoryMethod(),
              TransactionsGrpc.getGetTransactionMethod(),
              TransactionsGrpc.getListTransactionsMethod(),
              TransactionsGrpc.getWatchTransactionsMethod(),
              ChainStatusGrpc.getGetChainStatusMethod(),
              ChainStatusGrpc.getWatchChainStatusMethod(),
              AlertsGrpc.getListAlertsMethod(),
              AlertsGrpc.getWatchAlertsMethod(),
              DispatchGrpc.getListRoundsMethod(),
              DispatchGrpc.getGetRoundMethod(),
              DispatchGrpc.getWatchRoundsMethod(),
              DispatchGrpc.getListBalancesMethod(),
              DispatchGrpc.getGetBalanceMethod(),
              DispatchGrpc.getGetChancesMethod(),
              DispatchGrpc.getGetChanceCurvesMethod(),
              DispatchGrpc.getPlanSplitMethod(),
              OperationsGrpc.getWhoAmIMethod(),
              OperationsGrpc.getGetSettingsMethod(),
              // The code has the caller's role.
              OperationsGrpc.getCreateSignInCodeMethod())
          .map(MethodDescriptor::getFullMethodName)
          .collect(Collectors.toUnmodifiableSet());

  private Access() {}

  /** The role that a method needs; empty where no token is needed. */
  public static Optional<Role> neededFor(MethodDescriptor<?, ?> method) {
    String service = method.getServiceName();
    if (service != null && OPEN_SERVICES.contains(service)) {
      return Optional.empty();
    }
    return Optional.of(READING.contains(method.getFullMethodName()) ? Role.VIEWER : Role.OPERATOR);
  }
}
