package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static dev.runtimebridge.devnet.runtime.DevAccount.EVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Kind;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Valid;
import dev.runtimebridge.devnet.runtime.message.Message;
import dev.runtimebridge.devnet.runtime.message.MessageOrigin;
import dev.runtimebridge.devnet.runtime.message.SequenceTag;
import dev.runtimebridge.devnet.runtime.message.SignedMessage;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages of workers: each once, in order, and only from those who are known. */
class MessageQueueTest {
  private final RuntimeChain chain = new RuntimeChain();
  private final Sr25519KeyPair worker = RuntimeChain.worker(1);
  private final Bytes origin = new MessageOrigin.Worker(worker.account().bytes()).encode();

  @Test
  void shouldTakeMessagesInTheirOrder() {
    chain.block(chain.signed(DAVE, chain.register(worker, ALICE)));
    assertEquals("PhalaMq.BadSequence", batched(1));
    assertEquals("ok", chain.run(DAVE, chain.message(worker, chain.bench(), 0)));
    Value score = chain.event("PhalaRegistry", "InitialScoreSet").fields().get("init_score");
    assertEquals(Value.of(3_000), score);
    assertEquals("PhalaMq.BadSequence", batched(0));
    assertEquals(1, chain.sequence(worker));
    Value sender = Value.variant("Worker", Value.of(worker.account().bytes()));
    assertEquals(Value.of(1), chain.stored("PhalaMq", "OffchainIngress", sender).orElseThrow());
  }

  @Test
  void shouldRefuseStrangersAndForgeries() {
    assertEquals("PhalaMq.BadSender", batched(0));
    chain.block(chain.signed(DAVE, chain.register(worker, ALICE)));
    Message message = chain.bench().from(worker.account().bytes());
    Bytes forged = Bytes.of(RuntimeChain.worker(2).sign(SignedMessage.signedBytes(message, 0)));
    assertEquals(
        "PhalaRegistry.InvalidSignature",
        chain.run(DAVE, chain.message(new SignedMessage(message, 0, forged))));
    var pallet = Message.ofPallet("PhalaRegistry", "phala/system/event", Bytes.EMPTY);
    assertEquals(
        "PhalaMq.BadSender",
        chain.run(DAVE, chain.message(new SignedMessage(pallet, 0, Bytes.of(new byte[64])))));
  }

  @Test
  void shouldTellThePoolWhatAMessageWaitsFor() {
    chain.block(chain.signed(DAVE, chain.register(worker, ALICE)));
    Valid next = assertInstanceOf(Valid.class, validity(0));
    assertEquals(List.of(), next.requires());
    assertEquals(SequenceTag.of(origin, 0), next.provides().getLast());
    Valid later = assertInstanceOf(Valid.class, validity(2));
    assertEquals(List.of(SequenceTag.of(origin, 1)), later.requires());
    chain.block(chain.signed(EVE, chain.message(worker, chain.bench(), 0)));
    assertEquals(Kind.STALE, assertInstanceOf(Invalid.class, validity(0)).kind());
    assertEquals(Kind.FUTURE, chain.tried(chain.signed(DAVE, message(2))).getFirst().why().kind());
  }

  @Test
  void shouldNotSeeAMessageInsideABatchBeforeItIsExecuted() {
    chain.block(chain.signed(DAVE, chain.register(worker, ALICE)));
    Bytes batch = chain.signed(DAVE, chain.force(message(5)));
    Valid valid =
        assertInstanceOf(Valid.class, chain.runtime.validate(batch, chain.hash, chain.state));
    assertEquals(1, valid.provides().size());
    assertEquals(List.of(), valid.requires());
  }

  @Test
  void shouldTakeMessagesOfGatekeepersFromAnyOfThem() {
    Sr25519KeyPair other = RuntimeChain.worker(2);
    chain.measured(ALICE, worker, other);
    var message = new Message(new MessageOrigin.Gatekeeper(), Bytes.utf8("x"), Bytes.EMPTY);
    Bytes signature = Bytes.of(other.sign(SignedMessage.signedBytes(message, 0)));
    Bytes call = chain.message(new SignedMessage(message, 0, signature));
    assertEquals("PhalaMq.BadSender", chain.run(DAVE, call));
    assertEquals("BadOrigin", chain.run(DAVE, gatekeeper(worker)));
    assertEquals("ok", chain.run(ALICE, gatekeeper(worker)));
    assertEquals("PhalaRegistry.InvalidSignature", chain.run(DAVE, call));
    assertEquals("ok", chain.run(ALICE, gatekeeper(other)));
    assertEquals("ok", chain.run(DAVE, call));
    assertEquals(
        1, chain.runtime.nextSequence(new MessageOrigin.Gatekeeper().encode(), chain.state));
  }

  private Bytes gatekeeper(Sr25519KeyPair key) {
    return chain.codec.call(
        "PhalaRegistry",
        "register_gatekeeper",
        Map.of("gatekeeper", Value.of(key.account().bytes())));
  }

  private Bytes message(long sequence) {
    return chain.message(worker, chain.bench(), sequence);
  }

  private TransactionValidity validity(long sequence) {
    return chain.runtime.validate(chain.signed(DAVE, message(sequence)), chain.hash, chain.state);
  }

  /** In a batch, where the pool does not look at numbers. */
  private String batched(long sequence) {
    chain.block(chain.signed(DAVE, chain.force(message(sequence))));
    return chain.error(chain.event("Utility", "ItemFailed").fields().get("error"));
  }
}
