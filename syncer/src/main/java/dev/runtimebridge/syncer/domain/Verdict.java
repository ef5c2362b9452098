package dev.runtimebridge.syncer.domain;

import java.util.Set;

/**
 * What a call's failure means for the worker. Errors of Khala's runtime, spec version 1251.
 *
 * @param waitingForOperator what the operator has to do first; empty if the bridge can try again
 * @param needsRegistration whether the worker has to go to the registry again first
 */
record Verdict(String waitingForOperator, boolean needsRegistration) {
  private static final Set<String> FOR_OPERATOR =
      Set.of(
          "PhalaStakePoolv2.WorkerInAnotherPool",
          "PhalaStakePoolv2.UnauthorizedOperator",
          "PhalaStakePoolv2.UnauthorizedPoolOwner",
          "PhalaStakePoolv2.PoolDoesNotExist",
          "PhalaStakePoolv2.InsufficientBalance",
          "PhalaStakePoolv2.WorkersExceedLimit",
          "PhalaStakePoolv2.CannotRestartWithLessStake",
          "PhalaComputation.InsufficientStake",
          "PhalaComputation.TooMuchStake",
          "PhalaComputation.BenchmarkTooLow",
          "PhalaRegistry.InvalidRuntimeInfoHash",
          "PhalaRegistry.InvalidRuntimeInfo",
          "PhalaRegistry.InvalidReport",
          "PhalaRegistry.InvalidQuoteStatus",
          "PhalaRegistry.BadIASReport",
          "PhalaRegistry.NoneAttestationDisabled",
          "PhalaRegistry.GenesisBlockHashNotFound",
          "PhalaRegistry.PRuntimeRejected",
          "PhalaRegistry.PRuntimeNotFound",
          "PhalaRegistry.ParachainIdMismatch",
          "PhalaRegistry.InvalidConsensusVersion",
          "Proxy.NotProxy",
          "Proxy.Unproxyable",
          "Proxy.NoPermission");

  static Verdict on(CallFailure failure) {
    return switch (failure.kind()) {
      case MODULE -> onModule(failure);
      case DISPATCH ->
          failure.name().startsWith("Token")
              ? waiting(failure, "see to the accounts' balances")
              : retried();
      case NOT_ENCODABLE -> waiting(failure, "the bridge does not fit this runtime: update it");
      case NO_KEY -> waiting(failure, "set the pool's operator again");
      case NOT_ACCEPTED -> waiting(failure, "see to the operator account's balance");
      case GAVE_UP, OPERATOR_REPLACED -> retried();
    };
  }

  private static Verdict onModule(CallFailure failure) {
    if (failure.name().equals("WorkerReregisterNeeded")) {
      return new Verdict("", true);
    }
    return FOR_OPERATOR.contains(failure.pallet() + "." + failure.name())
        ? waiting(failure, "the runtime refuses it until that is changed")
        : retried();
  }

  private static Verdict retried() {
    return new Verdict("", false);
  }

  private static Verdict waiting(CallFailure failure, String whatToDo) {
    String name =
        failure.pallet().isEmpty() ? failure.name() : failure.pallet() + "." + failure.name();
    String words = failure.message().isEmpty() ? name : name + " (" + failure.message() + ")";
    return new Verdict((words.isBlank() ? failure.kind().name() : words) + ": " + whatToDo, false);
  }
}
