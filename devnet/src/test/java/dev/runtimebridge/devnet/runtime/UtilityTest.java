package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.BOB;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batches: what the failure of one item means for the others. */
class UtilityTest {
  private final RuntimeChain chain = new RuntimeChain();
  private final Bytes fine = chain.remark("fine");
  private final Bytes wrong = chain.pool("add_worker", 1, RuntimeChain.worker(1));

  @Test
  void shouldTellEachItemsResultOfAForcedBatch() {
    chain.block(chain.signed(DAVE, chain.force(fine, wrong, fine)));
    assertEquals(
        List.of(
            "Balances.Withdraw",
            "Utility.ItemCompleted",
            "Utility.ItemFailed",
            "Utility.ItemCompleted",
            "Utility.BatchCompletedWithErrors",
            "TransactionPayment.TransactionFeePaid",
            "System.ExtrinsicSuccess"),
        chain.eventsOf(1));
    Value error = chain.event("Utility", "ItemFailed").fields().get("error");
    assertEquals("PhalaStakePoolv2.WorkerNotRegistered", chain.error(error));
    assertTrue(!chain.codec.dispatchError(error).docs().isEmpty());
  }

  @Test
  void shouldSayThatAForcedBatchWentWell() {
    chain.block(chain.signed(DAVE, chain.force(fine, fine)));
    assertEquals("ok", chain.result());
    assertEquals(0, chain.event("Utility", "BatchCompleted").fields().fields().size());
  }

  @Test
  void shouldStopABatchAtTheItemThatFails() {
    chain.block(chain.signed(DAVE, chain.batch("batch", create(), wrong, create())));
    assertEquals("ok", chain.result());
    assertEquals(Value.of(1), chain.event("Utility", "BatchInterrupted").fields().get("index"));
    assertEquals(Value.of(4), poolCount());
  }

  @Test
  void shouldTakeAllBackWhenOneItemOfAnAtomicBatchFails() {
    chain.block(chain.signed(DAVE, chain.batch("batch_all", create(), wrong)));
    assertEquals("PhalaStakePoolv2.WorkerNotRegistered", chain.result());
    assertEquals(
        List.of(
            "Balances.Withdraw", "TransactionPayment.TransactionFeePaid", "System.ExtrinsicFailed"),
        chain.eventsOf(1));
    assertEquals(Value.of(3), poolCount());
  }

  @Test
  void shouldTellItemsOfABatchThatWentThroughAProxy() {
    chain.block(chain.signed(BOB, chain.proxied(ALICE, chain.force(wrong, create()))));
    assertEquals("ok", chain.proxyResult());
    assertEquals(
        List.of(
            "Balances.Withdraw",
            "Utility.ItemFailed",
            "PhalaStakePoolv2.PoolCreated",
            "Utility.ItemCompleted",
            "Utility.BatchCompletedWithErrors",
            "Proxy.ProxyExecuted",
            "TransactionPayment.TransactionFeePaid",
            "System.ExtrinsicSuccess"),
        chain.eventsOf(1));
  }

  private Bytes create() {
    return chain.codec.call("PhalaStakePoolv2", "create", Map.of());
  }

  private Value poolCount() {
    return chain.stored("PhalaBasePool", "PoolCount").orElseThrow();
  }
}
