package dev.runtimebridge.lifecycle.domain;

import static java.util.Map.entry;

import dev.runtimebridge.schemas.v1.CallFailure;
import java.util.Map;

/**
 * What to do about a call that has failed, by the runtime's own name of the error. The remedies
 * follow the summary of errors in Phala's documentation for operators.
 */
public final class Advice {
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          entry(
              "PhalaMq.BadSequence",
              "The chain expects another message of this worker first. The bridge sends it by itself; if this stays, restart the worker."),
          entry(
              "PhalaMq.BadSender",
              "The chain does not take messages of this sender. Register the worker again with force-register."),
          entry(
              "PhalaMq.BadDestination",
              "The message is for nobody on this chain. See whether pRuntime's version fits the chain."),
          entry(
              "PhalaRegistry.OutdatedIASReport",
              "The attestation is too old. The bridge asks for a fresh one; see whether the clock of the worker's host is right."),
          entry(
              "PhalaRegistry.InvalidRuntimeInfoHash",
              "Attestation and runtime info do not belong together. Register again with force-register."),
          entry(
              "PhalaRegistry.InvalidRuntimeInfo",
              "The chain cannot read the worker's runtime info. See whether pRuntime's version fits the chain."),
          entry(
              "PhalaRegistry.InvalidReport",
              "The attestation does not hold. See whether SGX works on the worker's host, then force-register."),
          entry(
              "PhalaRegistry.InvalidQuoteStatus",
              "The attestation tells of a host that is not up to date. Update BIOS, microcode and SGX driver, then force-register."),
          entry(
              "PhalaRegistry.BadIASReport",
              "The attestation report cannot be read. Register again with force-register."),
          entry(
              "PhalaRegistry.WorkerNotFound",
              "The chain does not know this worker. Register it with force-register."),
          entry(
              "PhalaRegistry.NoneAttestationDisabled",
              "This chain takes no worker without attestation. Run pRuntime in hardware mode."),
          entry(
              "PhalaRegistry.GenesisBlockHashNotFound",
              "The worker was initialized for another chain. Delete its data and let it initialize again."),
          entry(
              "PhalaRegistry.PRuntimeRejected",
              "The chain does not take this version of pRuntime any more. Update it."),
          entry(
              "PhalaRegistry.PRuntimeNotFound",
              "The chain does not know this build of pRuntime. Use a released one."),
          entry(
              "PhalaRegistry.InvalidEndpointSigningTime",
              "The endpoint was signed too long ago, or in the future. See whether the worker is at the tip, then update-endpoints again."),
          entry(
              "PhalaRegistry.ParachainIdMismatch",
              "The worker was initialized for another parachain. Delete its data and let it initialize again."),
          entry(
              "PhalaRegistry.InvalidConsensusVersion",
              "pRuntime's consensus version does not fit the chain. Update it."),
          entry(
              "PhalaComputation.WorkerNotRegistered",
              "The worker is not registered. The bridge registers it; if this stays, use force-register."),
          entry(
              "PhalaComputation.BenchmarkMissing",
              "The chain has no score of this worker yet. Wait some minutes; if this stays, use force-register."),
          entry(
              "PhalaComputation.WorkerNotReady",
              "The worker computes or cools down already. Nothing to do: the bridge looks again."),
          entry(
              "PhalaComputation.WorkerNotComputing",
              "The worker does not compute. Nothing to do: the bridge looks again."),
          entry(
              "PhalaComputation.CoolDownNotReady",
              "The cool-down is not over. The bridge takes the stake back when it is."),
          entry(
              "PhalaComputation.InsufficientStake",
              "The stake is below what the chain wants for this worker's score. Raise the worker's stake."),
          entry(
              "PhalaComputation.TooMuchStake",
              "The stake is above what the chain allows for this worker. Lower the worker's stake."),
          entry(
              "PhalaComputation.BenchmarkTooLow",
              "The score is too low to compute. See that nothing else uses the host's CPU, then force-register."),
          entry(
              "PhalaComputation.WorkerReregisterNeeded",
              "The worker must be registered once again. The bridge does so; if this stays, use force-register."),
          entry(
              "PhalaStakePoolv2.WorkerNotRegistered",
              "The worker is not registered. The bridge registers it; if this stays, use force-register."),
          entry(
              "PhalaStakePoolv2.BenchmarkMissing",
              "The chain has no score of this worker yet. Wait some minutes; if this stays, use force-register."),
          entry(
              "PhalaStakePoolv2.WorkerExists",
              "The worker is in the pool already. Nothing to do: the bridge looks again."),
          entry(
              "PhalaStakePoolv2.WorkerAlreadyStopped",
              "The worker was stopped before. Nothing to do: the bridge looks again."),
          entry(
              "PhalaStakePoolv2.WorkerDoesNotExist",
              "The worker is in no pool. The bridge adds it; see whether the worker's pool is right."),
          entry(
              "PhalaStakePoolv2.WorkerInAnotherPool",
              "Another pool has this worker. Let it leave that pool, or give the worker that pool's number."),
          entry(
              "PhalaStakePoolv2.UnauthorizedOperator",
              "The worker is registered for another operator. The bridge registers it again for the pool's operator; see whether the pool's operator and proxied owner are right."),
          entry(
              "PhalaStakePoolv2.UnauthorizedPoolOwner",
              "The operator does not own the pool. Set the owner's key, or name the owner as proxied and make the operator its proxy on the chain."),
          entry(
              "PhalaStakePoolv2.PoolDoesNotExist",
              "The chain has no pool of this number. Correct the pool's number, or create the pool on the chain."),
          entry(
              "PhalaStakePoolv2.InsufficientBalance",
              "The operator's balance is too small. Send it some PHA."),
          entry(
              "PhalaStakePoolv2.InsufficientFreeStake",
              "The pool has not enough free stake. Contribute to the pool, or lower the worker's stake."),
          entry(
              "PhalaStakePoolv2.FailedToBindSessionAndWorker",
              "The worker has a session elsewhere. Let it leave its pool, wait for the cool-down, then add it again."),
          entry(
              "PhalaStakePoolv2.WorkersExceedLimit",
              "The pool has as many workers as it may. Remove one, or use another pool."),
          entry(
              "PhalaStakePoolv2.CannotRestartWithLessStake",
              "The stake of a computing worker can only rise. Raise it, or stop-computing first."),
          entry(
              "PhalaStakePoolv2.WorkerIsNotReady",
              "The worker is not ready: it computes or cools down. Nothing to do: the bridge looks again."),
          entry(
              "Proxy.NotProxy",
              "The operator is no proxy of the owner. Make it one on the chain (type StakePoolManager or Any), or correct proxied."),
          entry(
              "Proxy.Unproxyable",
              "The proxy's type does not allow this call. Give the operator the type StakePoolManager or Any."),
          entry(
              "Proxy.NoPermission",
              "The proxy's type does not allow this call. Give the operator the type StakePoolManager or Any."),
          entry(
              "System.CallFiltered",
              "The chain, or the proxy's type, does not allow this call. Give the operator the type StakePoolManager or Any; else see what the chain has switched off."),
          entry(
              "BadOrigin",
              "The account may not make this call. See whether the pool's operator and proxied owner are right."),
          entry("Token", "The operator's balance is too small. Send it some PHA."),
          entry(
              "ResultUnclear",
              "The node gave the block without this extrinsic's events, so that nobody knows from it whether the call took effect. Look the extrinsic up in a block explorer; see that the node keeps the state of recent blocks, or use another one. The bridge goes on from what the chain says."),
          entry(
              "CannotPay",
              "The account cannot pay the fee. Send it some PHA; its calls go on by themselves then."),
          entry("Exhausted", "The chain was too busy. Nothing to do: the bridge tries again."));

  private Advice() {}

  /** One or two sentences; empty for no failure. */
  public static String of(CallFailure failure) {
    String qualified = FailureWords.name(failure);
    String known = BY_NAME.get(qualified);
    if (known == null && failure.getPallet().isEmpty()) {
      // Token.FundsUnavailable and the like: the runtime's kind, then its case.
      known = BY_NAME.get(qualified.substring(0, end(qualified)));
    }
    if (known != null) {
      return known;
    }
    return switch (failure.getKind()) {
      case MODULE, DISPATCH ->
          "The chain refused the call; its own words say why. If this stays, compare the versions of pRuntime and the chain.";
      case NOT_ENCODABLE ->
          "The chain's runtime has no such call, or not with these arguments. Use a version of the bridge that knows this runtime.";
      case NO_KEY ->
          "The submitter has no key for the pool's operator. Set the pool's operator again.";
      case NOT_ACCEPTED ->
          "The node does not take transactions of this account. See whether its balance pays the fee; send it some PHA.";
      case GAVE_UP ->
          "The transaction could not land in time, again and again. See whether the node has peers and is at the tip.";
      case OPERATOR_REPLACED ->
          "The pool has another operator now. Nothing to do: the bridge asks anew under that one.";
      case CALL_FAILURE_KIND_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private static int end(String qualified) {
    int dot = qualified.indexOf('.');
    return dot < 0 ? qualified.length() : dot;
  }
}
