package dev.runtimebridge.lifecycle.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.BalanceSeen;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.DeathCause;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsResponse;
import dev.runtimebridge.schemas.v1.RequestQueued;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.RequestsWait;
import dev.runtimebridge.schemas.v1.TransactionDead;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionInBlock;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSent;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.schemas.v1.TransactionState;
import dev.runtimebridge.schemas.v1.TransactionStep;
import dev.runtimebridge.schemas.v1.TransactionView;
import dev.runtimebridge.schemas.v1.WorkerState;
import dev.runtimebridge.schemas.v1.WorkerView;
import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTableTest {
  private static final ByteString HASH = ByteString.copyFromUtf8("hash");
  private static final ByteString OPERATOR = ByteString.copyFrom(new byte[32]);
  private static final CallFailure FAILURE =
      CallFailure.newBuilder()
          .setKind(CallFailureKind.MODULE)
          .setPallet("PhalaStakePoolv2")
          .setName("InsufficientFreeStake")
          .build();

  private final Tables tables = new Tables(3);
  private final TransactionQueries queries = new TransactionQueries(tables, Addresses.PHALA);

  @Test
  void shouldTellWhatBecameOfEachRequestOfABatch() {
    journal().forEach(it -> it.into(tables));
    TransactionView good = view("r1");
    assertEquals(TransactionState.TX_SUCCEEDED, good.getState());
    assertEquals("PhalaStakePoolv2.start_computing", good.getCall());
    assertEquals("start %s with 1500 PHA".formatted(WorkerId.ofName("w")), good.getDescription());
    assertEquals(2, good.getBatchSize());
    assertEquals(9, good.getBlockNumber());
    assertEquals("0.5", good.getFeePha());
    assertEquals(
        List.of(
            "taken by the submitter",
            "signed with nonce 4, until block 70",
            "sent to node-1",
            "in block 9",
            "executed and finalized"),
        good.getHistoryList().stream().map(TransactionStep::getText).toList());
    TransactionView bad = view("r2");
    assertEquals(TransactionState.TX_FAILED, bad.getState());
    assertEquals(FAILURE, bad.getFailure());
    assertTrue(bad.getAdvice().contains("Contribute to the pool"), bad.getAdvice());
    assertEquals(new BigInteger("500000000000"), tables.transactions().fees(7));
    assertEquals(
        new TransactionTable.Balance("3", true),
        tables.transactions().balance(Bytes.of(OPERATOR.toByteArray())).orElseThrow());
  }

  @Test
  void shouldBeTheSameWhicheverTopicIsReadFirst() {
    journal().forEach(it -> it.into(tables));
    var other = new Tables(3);
    journal().stream().filter(it -> it.event() != null).forEach(it -> it.into(other));
    journal().stream().filter(it -> it.request() != null).forEach(it -> it.into(other));
    var others = new TransactionQueries(other, Addresses.PHALA);
    for (String id : List.of("r1", "r2")) {
      assertEquals(
          view(id).toBuilder().clearUpdated().build(),
          valid(others.get(id)).toBuilder().clearUpdated().build());
    }
    assertEquals(tables.transactions().fees(7), other.transactions().fees(7));
  }

  @Test
  void shouldQueueAgainWhatADeadTransactionCarried() {
    tables.apply(request("r1", 1));
    tables.apply(signed("r1"));
    tables.apply(
        event(5)
            .setDead(TransactionDead.newBuilder().setHash(HASH).setCause(DeathCause.ERA_OVER))
            .build());
    assertEquals(TransactionState.TX_QUEUED, view("r1").getState());
    tables.apply(refused("r1"));
    assertEquals(TransactionState.TX_FAILED, view("r1").getState());
  }

  @Test
  void shouldSayWhyARequestWaitsUntilItGoesOn() {
    tables.apply(request("r1", 1));
    tables.apply(signed("r1"));
    tables.apply(waits("r1"));
    TransactionView waiting = view("r1");
    assertEquals(TransactionState.TX_SIGNED, waiting.getState());
    assertEquals("CannotPay", waiting.getFailure().getName());
    assertTrue(waiting.getAdvice().contains("Send it some PHA"), waiting.getAdvice());
    assertEquals("waits: CannotPay: send it PHA", waiting.getHistoryList().getLast().getText());
    tables.apply(event(6).setSent(TransactionSent.newBuilder().setHash(HASH)).build());
    assertFalse(view("r1").hasFailure());
  }

  @Test
  void shouldShowOnTheWorkerWhatItsCallWaitsFor() {
    tables.apply(request("r1", 1));
    tables.apply(workerThatAsked("r1"));
    assertFalse(worker().hasCallWaitsFor());
    tables.apply(waits("r1"));
    assertEquals("CannotPay", worker().getCallWaitsFor().getName());
    assertTrue(worker().getAdvice().contains("Send it some PHA"), worker().getAdvice());
    tables.apply(signed("r1"));
    tables.apply(event(6).setSent(TransactionSent.newBuilder().setHash(HASH)).build());
    assertFalse(worker().hasCallWaitsFor());
  }

  @Test
  void shouldForgetTheOldestThatHasEndedFirst() {
    tables.apply(request("r1", 1));
    tables.apply(request("r2", 2));
    tables.apply(refused("r2"));
    tables.apply(request("r3", 3));
    tables.apply(request("r4", 4));
    assertEquals(List.of("r4", "r3", "r1"), ids(ListTransactionsRequest.newBuilder()));
    tables.apply(request("r5", 5));
    assertEquals(List.of("r5", "r4", "r3"), ids(ListTransactionsRequest.newBuilder()));
    tables.apply(request("r0", 0));
    assertEquals(List.of("r5", "r4", "r3"), ids(ListTransactionsRequest.newBuilder()));
  }

  @Test
  void shouldListByStateWorkerAndPage() {
    tables.apply(request("r1", 1));
    tables.apply(request("r2", 2));
    tables.apply(refused("r1"));
    assertEquals(
        List.of("r1"),
        ids(ListTransactionsRequest.newBuilder().addStates(TransactionState.TX_FAILED)));
    var byWorker = ListTransactionsRequest.newBuilder();
    byWorker.getWorkerBuilder().setName("other");
    assertEquals(List.of(), ids(byWorker));
    assertEquals(List.of(), ids(ListTransactionsRequest.newBuilder().setPid(8)));
    var first = valid(queries.list(ListTransactionsRequest.newBuilder().setPageSize(1).build()));
    assertEquals("r2", first.getTransactions(0).getRequestId());
    assertEquals(
        List.of("r1"),
        ids(ListTransactionsRequest.newBuilder().setPageToken(first.getNextPageToken())));
    assertTrue(queries.get("none") instanceof Checked.Refused);
  }

  @Test
  void shouldTellWatchersOfWhatIsUnderWayAndOfChanges() {
    tables.apply(request("r1", 1));
    tables.apply(refused("r1"));
    tables.apply(request("r2", 2));
    var seen = new ArrayList<String>();
    TransactionTable.Watch watch =
        tables.transactions().watch(it -> seen.add(it.id() + it.progress().getState()));
    assertEquals(List.of("r2"), watch.underWay().stream().map(Transaction::id).toList());
    tables.apply(refused("r2"));
    watch.end().run();
    tables.apply(request("r3", 3));
    assertEquals(List.of("r2TX_FAILED"), seen);
  }

  private record Step(
      @org.jspecify.annotations.Nullable TransactionRequestRecord request,
      @org.jspecify.annotations.Nullable TransactionEventRecord event) {
    void into(Tables tables) {
      if (request != null) {
        tables.apply(request);
      }
      if (event != null) {
        tables.apply(event);
      }
    }
  }

  private static List<Step> journal() {
    return List.of(
        new Step(request("r1", 1), null),
        new Step(request("r2", 2), null),
        new Step(null, queued("r1")),
        new Step(null, queued("r2")),
        new Step(null, signed("r1", "r2")),
        new Step(
            null,
            event(5).setSent(TransactionSent.newBuilder().setHash(HASH).setNode("node-1")).build()),
        new Step(
            null,
            event(6)
                .setInBlock(TransactionInBlock.newBuilder().setHash(HASH).setBlockNumber(9))
                .build()),
        new Step(null, finalized()),
        new Step(null, finalized()),
        new Step(
            null,
            event(8).setBalanceSeen(BalanceSeen.newBuilder().setFree("3").setLow(true)).build()));
  }

  private static TransactionRequestRecord request(String id, long second) {
    var request =
        TransactionRequestRecord.newBuilder()
            .setId(id)
            .setTime(Timestamp.newBuilder().setSeconds(second))
            .setAggregateId(WorkerId.ofName("w").aggregateId())
            .setPid(7)
            .setOperator(OPERATOR);
    request.getCallBuilder().getStartComputingBuilder().setStake("1500000000000000");
    return request.build();
  }

  private static TransactionEventRecord queued(String id) {
    return event(3).setRequestQueued(RequestQueued.newBuilder().setRequestId(id)).build();
  }

  private static TransactionEventRecord waits(String id) {
    return event(5)
        .setRequestsWait(
            RequestsWait.newBuilder()
                .addRequestIds(id)
                .setReason(
                    CallFailure.newBuilder()
                        .setKind(CallFailureKind.NOT_ACCEPTED)
                        .setName("CannotPay")
                        .setMessage("send it PHA")))
        .build();
  }

  private static AggregateStateRecord workerThatAsked(String requestId) {
    var state = WorkerState.newBuilder();
    state.getConfigBuilder().setName("w").setPid(7);
    state.getCallBuilder().setRequestId(requestId);
    return AggregateStateRecord.newBuilder()
        .setAggregateId(WorkerId.ofName("w").aggregateId())
        .setWorker(state)
        .build();
  }

  private static TransactionEventRecord refused(String id) {
    return event(4)
        .setRequestRefused(
            RequestRefused.newBuilder()
                .setResult(CallResult.newBuilder().setRequestId(id).setFailure(FAILURE)))
        .build();
  }

  private static TransactionEventRecord signed(String... ids) {
    return event(4)
        .setSigned(
            TransactionSigned.newBuilder()
                .setHash(HASH)
                .setNonce(4)
                .setDeath(70)
                .setPid(7)
                .addAllRequestIds(List.of(ids)))
        .build();
  }

  private static TransactionEventRecord finalized() {
    return event(7)
        .setFinalized(
            TransactionFinalized.newBuilder()
                .setHash(HASH)
                .setBlockNumber(9)
                .setFee("500000000000")
                .addResults(CallResult.newBuilder().setRequestId("r1"))
                .addResults(CallResult.newBuilder().setRequestId("r2").setFailure(FAILURE)))
        .build();
  }

  private static TransactionEventRecord.Builder event(long second) {
    return TransactionEventRecord.newBuilder()
        .setOperator(OPERATOR)
        .setTime(Timestamp.newBuilder().setSeconds(second));
  }

  private WorkerView worker() {
    EventLog none = places -> Checked.valid(List.of());
    return new Queries(tables, none, Addresses.PHALA)
        .view(tables.worker(WorkerId.ofName("w")).orElseThrow());
  }

  private TransactionView view(String id) {
    return valid(queries.get(id));
  }

  private List<String> ids(ListTransactionsRequest.Builder request) {
    ListTransactionsResponse response = valid(queries.list(request.build()));
    return response.getTransactionsList().stream().map(TransactionView::getRequestId).toList();
  }

  private static <T> T valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> value;
      case Checked.Refused<T>(var refusal) -> throw new AssertionError(refusal.sentence());
    };
  }
}
