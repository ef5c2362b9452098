package dev.runtimebridge.substrate.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every storage item, call, event and error of Khala 1251 that bridges before this one used, with
 * the indices they relied on.
 */
class KhalaNamesTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "PhalaMq, OffchainIngress",
    "PhalaRegistry, Workers WorkerAddedAt Endpoints PRuntimeAddedAt",
    "PhalaRegistry, PRuntimeAllowList Gatekeeper MinimumPRuntimeVersion PRuntimeConsensusVersion",
    "PhalaComputation, WorkerBindings SessionBindings Sessions Stakes CoolDownPeriod",
    "PhalaStakePoolv2, WorkerAssignments SubAccountAssignments SubAccountPreimages",
    "PhalaBasePool, Pools PoolCount",
    "PhalaWrappedBalances, StakerAccounts",
    "Assets, Account Asset",
    "ParachainSystem, ValidationData",
    "ParachainInfo, ParachainId",
    "Timestamp, Now",
    "System, Account Events Number BlockHash",
    "Proxy, Proxies",
  })
  void shouldHaveTheStorageItems(String pallet, String items) throws IOException {
    PalletMetadata found = Runtimes.khala().pallet(pallet).orElseThrow();
    for (String item : items.split(" ", -1)) {
      assertTrue(found.item(item).isPresent(), item);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "PhalaMq, sync_offchain_message=0",
    "PhalaRegistry, register_worker=6 register_worker_v2=7 update_worker_endpoint=8",
    "PhalaStakePoolv2, create=0 add_worker=1 remove_worker=2 start_computing=13",
    "PhalaStakePoolv2, stop_computing=14 reclaim_pool_worker=15 restart_computing=17",
    "Utility, batch=0 batch_all=2 force_batch=4",
    "Proxy, proxy=0",
  })
  void shouldHaveTheCalls(String pallet, String calls) throws IOException {
    assertVariants(pallet, PalletMetadata::calls, calls);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "System, ExtrinsicSuccess=0 ExtrinsicFailed=1",
    "Proxy, ProxyExecuted=0",
    "Utility, BatchInterrupted=0 BatchCompleted=1 BatchCompletedWithErrors=2 ItemCompleted=3",
    "Utility, ItemFailed=4 DispatchedAs=5",
    "PhalaRegistry, WorkerAdded=2 WorkerUpdated=3 InitialScoreSet=6",
    "PhalaComputation, WorkerStarted=1 WorkerStopped=2 WorkerReclaimed=3 SessionBound=4",
    "PhalaComputation, SessionUnbound=5 WorkerEnterUnresponsive=6 WorkerExitUnresponsive=7",
    "PhalaComputation, SessionSettled=8 BenchmarkUpdated=14",
    "PhalaStakePoolv2, PoolWorkerAdded=3 PoolWorkerRemoved=11 WorkerReclaimed=12",
    "PhalaStakePoolv2, WorkingStarted=14",
  })
  void shouldHaveTheEvents(String pallet, String events) throws IOException {
    assertVariants(pallet, PalletMetadata::events, events);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "PhalaMq, BadSender=0 BadSequence=1 BadDestination=2",
    "PhalaRegistry, InvalidReport=8 InvalidQuoteStatus=9 BadIASReport=10 OutdatedIASReport=11",
    "PhalaRegistry, InvalidRuntimeInfoHash=13 InvalidRuntimeInfo=14 WorkerNotFound=17",
    "PhalaRegistry, NoneAttestationDisabled=18 GenesisBlockHashNotFound=25 PRuntimeRejected=26",
    "PhalaRegistry, PRuntimeNotFound=28 InvalidEndpointSigningTime=34 ParachainIdMismatch=36",
    "PhalaRegistry, InvalidConsensusVersion=37",
    "PhalaComputation, WorkerNotRegistered=2 BenchmarkMissing=5 WorkerNotReady=8",
    "PhalaComputation, WorkerNotComputing=9 CoolDownNotReady=11 InsufficientStake=12",
    "PhalaComputation, TooMuchStake=13 BenchmarkTooLow=16 WorkerReregisterNeeded=22",
    "PhalaStakePoolv2, WorkerNotRegistered=0 BenchmarkMissing=1 WorkerExists=2",
    "PhalaStakePoolv2, WorkerAlreadyStopped=3 WorkerDoesNotExist=4 WorkerInAnotherPool=5",
    "PhalaStakePoolv2, UnauthorizedOperator=6 UnauthorizedPoolOwner=7 PoolDoesNotExist=10",
    "PhalaStakePoolv2, InsufficientBalance=14 InsufficientFreeStake=16",
    "PhalaStakePoolv2, FailedToBindSessionAndWorker=18 WorkersExceedLimit=23",
    "PhalaStakePoolv2, CannotRestartWithLessStake=24 WorkerIsNotReady=30",
    "Proxy, NotProxy=2 Unproxyable=3 NoPermission=5",
  })
  void shouldHaveTheErrors(String pallet, String errors) throws IOException {
    assertVariants(pallet, PalletMetadata::errors, errors);
  }

  private static void assertVariants(
      String pallet, Function<PalletMetadata, OptionalInt> kind, String expected)
      throws IOException {
    RuntimeMetadata khala = Runtimes.khala();
    int type = kind.apply(khala.pallet(pallet).orElseThrow()).orElseThrow();
    Variants variants = (Variants) khala.types().shape(type);
    List<String> found = new ArrayList<>();
    for (String each : expected.split(" ", -1)) {
      String name = each.substring(0, each.indexOf('='));
      variants.named(name).ifPresent(shape -> found.add(name + "=" + shape.index()));
    }
    assertEquals(List.of(expected.split(" ", -1)), found);
  }
}
