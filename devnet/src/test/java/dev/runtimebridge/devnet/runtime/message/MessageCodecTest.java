package dev.runtimebridge.devnet.runtime.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.runtime.message.SystemEvent.HeartbeatChallenge;
import dev.runtimebridge.devnet.runtime.message.SystemEvent.OfWorker;
import dev.runtimebridge.devnet.runtime.message.WorkerReport.BenchReport;
import dev.runtimebridge.devnet.runtime.message.WorkerReport.Heartbeat;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What chain and workers tell each other, byte for byte. */
class MessageCodecTest {
  private static final Bytes KEY = Bytes.of(new byte[32]);

  @Test
  void shouldReadBackEveryEvent() {
    List<SystemEvent> events =
        List.of(
            new OfWorker(KEY, new WorkerEvent.Registered(128)),
            new OfWorker(KEY, new WorkerEvent.BenchStart(8)),
            new OfWorker(KEY, new WorkerEvent.BenchScore(3_000)),
            new OfWorker(KEY, new WorkerEvent.MiningStart(4, BigInteger.TEN.pow(30), 3_000)),
            new OfWorker(KEY, new WorkerEvent.MiningStop()),
            new OfWorker(KEY, new WorkerEvent.EnterUnresponsive()),
            new OfWorker(KEY, new WorkerEvent.ExitUnresponsive()),
            new HeartbeatChallenge(BigInteger.ONE.shiftLeft(255), BigInteger.TWO));
    List<Message> messages =
        events.stream()
            .map(event -> Message.ofPallet("PhalaRegistry", SystemEvent.TOPIC, event.encode()))
            .toList();
    List<Message> read = Message.listOf(Message.encode(messages));
    assertEquals(messages, read);
    assertEquals(events, read.stream().flatMap(each -> SystemEvent.of(each).stream()).toList());
  }

  /** The payload that {@code phala-lifecycle.mjs} sends to the real pallets. */
  @Test
  void shouldWriteABenchmarkAsTheRealRegistryReadsIt() {
    Message message = new BenchReport(1_000, 30_000).from(KEY);
    assertEquals(Bytes.utf8("^phala/registry/event"), message.destination());
    assertEquals("0x00e8030000000000003075000000000000", message.payload().hex());
    assertEquals(Optional.of(new BenchReport(1_000, 30_000)), WorkerReport.of(message));
    var heartbeat = new Heartbeat(1, 2, 3, 4);
    assertEquals(Optional.of(heartbeat), WorkerReport.of(heartbeat.from(KEY)));
    var other = new Message(new MessageOrigin.Gatekeeper(), Bytes.utf8("x"), Bytes.EMPTY);
    assertEquals(Optional.empty(), WorkerReport.of(other));
    assertEquals(Optional.empty(), SystemEvent.of(other));
  }

  @Test
  void shouldReadBackEveryOrigin() {
    for (MessageOrigin origin :
        List.of(
            new MessageOrigin.Pallet(Bytes.utf8("x")),
            new MessageOrigin.Worker(KEY),
            new MessageOrigin.Gatekeeper(),
            new MessageOrigin.Other(1, KEY),
            new MessageOrigin.Other(4, Bytes.utf8("path")),
            new MessageOrigin.Other(255, Bytes.EMPTY))) {
      byte[] encoded = origin.encode().toByteArray();
      assertEquals(origin, ScaleReader.decodeAll(encoded, MessageOrigin::read));
    }
  }

  @Test
  void shouldSignTheMessageWithItsNumber() {
    Message message = new BenchReport(1, 2).from(KEY);
    var signed = new SignedMessage(message, 7, Bytes.of(new byte[64]));
    byte[] content = SignedMessage.signedBytes(message, 7);
    byte[] whole = new ScaleWriter().bytes(content).byteVec(new byte[64]).toByteArray();
    assertEquals(Bytes.of(whole), signed.encode());
    assertEquals(signed, ScaleReader.decodeAll(whole, SignedMessage::read));
  }

  @Test
  void shouldRefuseWhatIsCutOrUnknown() {
    byte[] good = Message.encode(List.of(new BenchReport(1, 2).from(KEY))).toByteArray();
    for (int length = 0; length < good.length; length++) {
      Bytes cut = Bytes.of(good).slice(0, length);
      assertThrows(MalformedScale.class, () -> Message.listOf(cut));
    }
    var strange = Message.ofPallet("PhalaRegistry", SystemEvent.TOPIC, Bytes.of(new byte[] {9}));
    assertThrows(MalformedScale.class, () -> SystemEvent.of(strange));
  }

  @Test
  void shouldHitWorkersByTheirKey() {
    BigInteger all = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    assertTrue(new HeartbeatChallenge(BigInteger.TEN, all).hits(KEY));
    assertTrue(!new HeartbeatChallenge(BigInteger.TEN, BigInteger.ZERO).hits(KEY));
  }
}
