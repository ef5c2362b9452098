package dev.runtimebridge.devnet.worker.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.runtime.message.MessageOrigin;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.SystemEvent.HeartbeatChallenge;
import dev.runtimebridge.devnet.runtime.message.SystemEvent.OfWorker;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerReport;
import dev.runtimebridge.devnet.runtime.message.WorkerReport.BenchReport;
import dev.runtimebridge.devnet.runtime.message.WorkerReport.Heartbeat;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import dev.runtimebridge.substrate.key.Sr25519;
import dev.runtimebridge.substrate.scale.ScaleReader;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainLifeTest {
  private static final long BLOCK_MS = 12_000;
  private static final BigInteger ALL = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
  private static final SystemEvent EVERYBODY = new HeartbeatChallenge(BigInteger.ZERO, ALL);
  private static final SystemEvent NOBODY =
      new HeartbeatChallenge(BigInteger.ZERO, BigInteger.ZERO);

  private final Identity identity = Identity.of(1, 0);
  private final Identity other = Identity.of(1, 1);
  private ChainLife life = ChainLife.NONE;
  private long number;

  @Test
  void shouldReportABenchmarkWhenItsBlocksAreOver() {
    block(mine(new WorkerEvent.Registered(1)), mine(new WorkerEvent.BenchStart(3)));
    block();
    block();
    assertEquals(List.of(), life.egress().waiting());
    block();

    long iterations = 3 * BLOCK_MS * identity.iterationsPerSecond() / 1_000;
    assertEquals(List.of(new BenchReport(BLOCK_MS, iterations)), reports());
    assertNull(life.benchmark());
    block(mine(new WorkerEvent.BenchScore(900)));
    assertEquals(900, life.score());
  }

  @Test
  void shouldAnswerChallengesThatHitItWhileItComputes() {
    block(EVERYBODY);
    block(mine(new WorkerEvent.MiningStart(17, BigInteger.TEN, 900)));
    block(NOBODY);
    block(EVERYBODY);
    block(mine(new WorkerEvent.EnterUnresponsive()), EVERYBODY);
    block(mine(new WorkerEvent.MiningStop()), EVERYBODY);

    long rate = identity.iterationsPerSecond();
    assertEquals(
        List.of(
            new Heartbeat(17, 4, 4 * BLOCK_MS, 24 * rate),
            new Heartbeat(17, 5, 5 * BLOCK_MS, 36 * rate)),
        reports());
    assertNull(life.session());
  }

  @Test
  void shouldTakeNoNoticeOfWhatConcernsOthers() {
    block(new OfWorker(other.publicKey(), new WorkerEvent.BenchStart(0)));

    assertEquals(ChainLife.NONE, life);
  }

  @Test
  void shouldSignAndNumberItsMessagesUntilTheChainIsPastThem() {
    computing();
    block(EVERYBODY);
    block(EVERYBODY);
    block(EVERYBODY);
    for (SignedMessage each : life.egress().waiting()) {
      byte[] signed = SignedMessage.signedBytes(each.message(), each.sequence());
      assertTrue(
          Sr25519.verify(
              identity.publicKey().toByteArray(), signed, each.signature().toByteArray()));
    }
    assertEquals(List.of(0L, 1L, 2L), sequences());

    life = life.takenUpTo(2);
    assertEquals(List.of(2L), sequences());
    life = life.takenUpTo(2);
    block(EVERYBODY);
    assertEquals(List.of(2L, 3L), sequences());
    byte[] encoded = life.egress().encode(identity.publicKey());
    List<MessageOrigin> senders =
        ScaleReader.decodeAll(
            encoded,
            in ->
                in.list(
                    2,
                    each -> {
                      MessageOrigin sender = MessageOrigin.read(each);
                      assertEquals(life.egress().waiting(), each.list(12, SignedMessage::read));
                      return sender;
                    }));
    assertEquals(List.of(new MessageOrigin.Worker(identity.publicKey())), senders);
  }

  @Test
  void shouldSayTheSameAgainAfterItWentBack() {
    computing();
    ChainLife before = life;
    block(EVERYBODY);
    block(EVERYBODY);
    ChainLife first = life;
    life = before;
    number -= 2;
    block(EVERYBODY);
    block(EVERYBODY);

    assertEquals(first, life);
  }

  @Test
  void shouldReportHardlyAnyWorkWhenItsBenchmarkWasLost() {
    block(mine(new WorkerEvent.BenchStart(2)));
    life = life.afterRestart(false);
    assertFalse(life.benchmark().cutShort());
    life = life.afterRestart(true);
    block();
    block();

    assertEquals(List.of(new BenchReport(BLOCK_MS, 0)), reports());
  }

  private void computing() {
    block(mine(new WorkerEvent.MiningStart(1, BigInteger.ONE, 100)));
  }

  private void block(SystemEvent... events) {
    number++;
    var news = new BlockNews(List.of(events));
    life = life.after(new ChainLife.Executed(number, number * BLOCK_MS, news), identity);
  }

  private SystemEvent mine(WorkerEvent event) {
    return new OfWorker(identity.publicKey(), event);
  }

  private List<WorkerReport> reports() {
    return life.egress().waiting().stream()
        .map(each -> WorkerReport.of(each.message()).orElseThrow())
        .toList();
  }

  private List<Long> sequences() {
    return life.egress().waiting().stream().map(SignedMessage::sequence).toList();
  }
}
