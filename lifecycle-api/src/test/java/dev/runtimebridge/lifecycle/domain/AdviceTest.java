package dev.runtimebridge.lifecycle.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AdviceTest {
  /** What error-summary.md of Phala's documentation for operators explains. */
  private static final List<String> EXPLAINED_TO_OPERATORS =
      List.of(
          "PhalaComputation.WorkerNotRegistered",
          "PhalaStakePoolv2.WorkerNotRegistered",
          "PhalaComputation.BenchmarkMissing",
          "PhalaStakePoolv2.BenchmarkMissing",
          "PhalaStakePoolv2.UnauthorizedOperator",
          "PhalaStakePoolv2.InsufficientFreeStake",
          "PhalaStakePoolv2.WorkersExceedLimit",
          "PhalaStakePoolv2.CannotRestartWithLessStake",
          "PhalaComputation.CoolDownNotReady",
          "PhalaComputation.TooMuchStake",
          "PhalaComputation.BenchmarkTooLow");

  /** What else Khala's runtime, spec version 1251, answers to the calls that the bridge makes. */
  private static final List<String> ANSWERED_BY_THE_RUNTIME =
      List.of(
          "PhalaMq.BadSender",
          "PhalaMq.BadSequence",
          "PhalaMq.BadDestination",
          "PhalaRegistry.InvalidReport",
          "PhalaRegistry.InvalidQuoteStatus",
          "PhalaRegistry.BadIASReport",
          "PhalaRegistry.OutdatedIASReport",
          "PhalaRegistry.InvalidRuntimeInfoHash",
          "PhalaRegistry.InvalidRuntimeInfo",
          "PhalaRegistry.WorkerNotFound",
          "PhalaRegistry.NoneAttestationDisabled",
          "PhalaRegistry.GenesisBlockHashNotFound",
          "PhalaRegistry.PRuntimeRejected",
          "PhalaRegistry.PRuntimeNotFound",
          "PhalaRegistry.InvalidEndpointSigningTime",
          "PhalaRegistry.ParachainIdMismatch",
          "PhalaRegistry.InvalidConsensusVersion",
          "PhalaComputation.WorkerNotReady",
          "PhalaComputation.WorkerNotComputing",
          "PhalaComputation.InsufficientStake",
          "PhalaComputation.WorkerReregisterNeeded",
          "PhalaStakePoolv2.WorkerExists",
          "PhalaStakePoolv2.WorkerAlreadyStopped",
          "PhalaStakePoolv2.WorkerDoesNotExist",
          "PhalaStakePoolv2.WorkerInAnotherPool",
          "PhalaStakePoolv2.UnauthorizedPoolOwner",
          "PhalaStakePoolv2.PoolDoesNotExist",
          "PhalaStakePoolv2.InsufficientBalance",
          "PhalaStakePoolv2.FailedToBindSessionAndWorker",
          "PhalaStakePoolv2.WorkerIsNotReady",
          "Proxy.NotProxy",
          "Proxy.Unproxyable",
          "Proxy.NoPermission",
          "System.CallFiltered");

  private static final String OF_AN_UNKNOWN_ERROR = of(module("PhalaVault.Unheard"));

  @TestFactory
  Stream<DynamicTest> shouldSayWhatToDoAbout() {
    return Stream.concat(EXPLAINED_TO_OPERATORS.stream(), ANSWERED_BY_THE_RUNTIME.stream())
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      String advice = of(module(name));
                      assertNotEquals(OF_AN_UNKNOWN_ERROR, advice);
                      assertTrue(advice.endsWith("."), advice);
                    }));
  }

  @Test
  void shouldKnowWhatIsRefusedBeforeAnyPallet() {
    String balance = of(dispatch("Token.FundsUnavailable"));
    assertTrue(balance.contains("Send it some PHA"), balance);
    assertEquals(balance, of(dispatch("Token")));
    assertNotEquals(OF_AN_UNKNOWN_ERROR, of(dispatch("BadOrigin")));
    assertNotEquals(OF_AN_UNKNOWN_ERROR, of(dispatch("Exhausted")));
    assertEquals(OF_AN_UNKNOWN_ERROR, of(dispatch("Arithmetic.Overflow")));
    assertTrue(of(dispatch("ResultUnclear")).contains("block explorer"));
  }

  @Test
  void shouldNotTakeAnErrorForTheKindOfItsName() {
    assertEquals(OF_AN_UNKNOWN_ERROR, of(module("Token.Unheard")));
  }

  @Test
  void shouldSaySomethingOfEachKindOfFailure() {
    for (CallFailureKind kind : CallFailureKind.values()) {
      boolean known =
          kind != CallFailureKind.CALL_FAILURE_KIND_UNSPECIFIED
              && kind != CallFailureKind.UNRECOGNIZED;
      if (known) {
        assertFalse(of(CallFailure.newBuilder().setKind(kind)).isEmpty(), kind::name);
      }
    }
    assertEquals("", of(CallFailure.newBuilder()));
  }

  private static CallFailure.Builder module(String qualified) {
    String[] names = qualified.split("\\.", 2);
    return CallFailure.newBuilder()
        .setKind(CallFailureKind.MODULE)
        .setPallet(names[0])
        .setName(names[1]);
  }

  private static CallFailure.Builder dispatch(String name) {
    return CallFailure.newBuilder().setKind(CallFailureKind.DISPATCH).setName(name);
  }

  private static String of(CallFailure.Builder failure) {
    return Advice.of(failure.build());
  }
}
