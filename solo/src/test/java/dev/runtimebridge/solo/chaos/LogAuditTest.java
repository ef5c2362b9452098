package dev.runtimebridge.solo.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.Devnet;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.schemas.v1.EventMeta;
import dev.runtimebridge.schemas.v1.SessionBegan;
import dev.runtimebridge.schemas.v1.WorkerEventRecord;
import org.junit.jupiter.api.Test;

class LogAuditTest {
  private final LogAudit.EventOrder events = new LogAudit.EventOrder();
  private final LogAudit.BlockOrder blocks = new LogAudit.BlockOrder("blocks");

  private static WorkerEventRecord session(String worker, long sequence, long epoch) {
    return WorkerEventRecord.newBuilder()
        .setAggregateId(worker)
        .setMeta(EventMeta.newBuilder().setSequence(sequence))
        .setSessionBegan(SessionBegan.newBuilder().setEpoch(epoch))
        .build();
  }

  @Test
  void shouldFindNothingWrongWithEventsInOrder() {
    events.see(session("worker/a", 1, 1));
    events.see(session("worker/b", 1, 1));
    events.see(session("worker/a", 2, 2));
    assertTrue(events.once.done().holds());
    assertTrue(events.epochs.done().holds());
  }

  @Test
  void shouldFindEventsThatAreMissingOrThereTwice() {
    events.see(session("worker/a", 1, 1));
    events.see(session("worker/a", 1, 2));
    events.see(session("worker/a", 3, 3));
    assertEquals(2, events.once.done().broken());
  }

  @Test
  void shouldFindADriverThatWasAcceptedAfterItsSuccessor() {
    events.see(session("worker/a", 1, 2));
    events.see(session("worker/a", 2, 1));
    assertEquals(1, events.epochs.done().broken());
  }

  @Test
  void shouldFindBlocksThatAreMissingOrThereTwice() {
    try (var devnet = Devnet.start(DevnetSettings.builder().history(8).build())) {
      DevChain chain = devnet.chains().relay();
      see(chain, 1);
      see(chain, 2);
      assertTrue(blocks.count.done().holds());
      see(chain, 2);
      see(chain, 4);
      assertEquals(2, blocks.count.done().broken());
      blocks.see(new byte[] {1});
      assertFalse(blocks.count.done().holds());
      assertEquals(3, blocks.count.done().broken());
    }
  }

  private void see(DevChain chain, long number) {
    blocks.see(chain.block(number).orElseThrow().header().encode());
  }
}
