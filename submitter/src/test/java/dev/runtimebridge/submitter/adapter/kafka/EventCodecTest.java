package dev.runtimebridge.submitter.adapter.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.BalanceSeen;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.RequestQueued;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.RequestsWait;
import dev.runtimebridge.schemas.v1.TransactionDead;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionEventRecord.EventCase;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionInBlock;
import dev.runtimebridge.schemas.v1.TransactionRetracted;
import dev.runtimebridge.schemas.v1.TransactionSent;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.submitter.domain.Balance;
import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.submitter.domain.CallFailure;
import dev.runtimebridge.submitter.domain.CallResult;
import dev.runtimebridge.submitter.domain.DeathCause;
import dev.runtimebridge.submitter.domain.Group;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.domain.SignedTransaction;
import dev.runtimebridge.submitter.port.Journal;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each event of the journal beside the record that the log has of it. */
class EventCodecTest {
  private static final long MOST = 0xFFFF_FFFFL;
  private static final AccountId OPERATOR = AccountId.of(filled(1));
  private static final AccountId OWNER = AccountId.of(filled(2));
  private static final Hash256 HASH = Hash256.of(filled(3));
  private static final Hash256 BLOCK = Hash256.of(filled(4));

  record Pair(JournalEvent event, TransactionEventRecord record) {
    @Override
    public String toString() {
      return event.toString();
    }
  }

  static List<Pair> pairs() {
    var failure = new CallFailure(CallFailure.Kind.MODULE, "PhalaMq", "BadSequence", "says");
    var failed = new CallResult("r1", "worker/1", Optional.of(failure));
    var done = new CallResult("r2", "", Optional.empty());
    var failedRecord =
        dev.runtimebridge.schemas.v1.CallResult.newBuilder()
            .setRequestId("r1")
            .setAggregateId("worker/1")
            .setFailure(
                dev.runtimebridge.schemas.v1.CallFailure.newBuilder()
                    .setKind(CallFailureKind.MODULE)
                    .setPallet("PhalaMq")
                    .setName("BadSequence")
                    .setMessage("says"));
    var doneRecord = dev.runtimebridge.schemas.v1.CallResult.newBuilder().setRequestId("r2");
    return List.of(
        new Pair(
            new JournalEvent.RequestQueued(OPERATOR, "r1"),
            record().setRequestQueued(RequestQueued.newBuilder().setRequestId("r1")).build()),
        new Pair(
            new JournalEvent.RequestRefused(OPERATOR, failed),
            record()
                .setRequestRefused(RequestRefused.newBuilder().setResult(failedRecord))
                .build()),
        new Pair(
            new JournalEvent.RequestsWait(
                OPERATOR, List.of("r1", "r2"), CallFailure.ofPayment("send it PHA")),
            record()
                .setRequestsWait(
                    RequestsWait.newBuilder()
                        .addRequestIds("r1")
                        .addRequestIds("r2")
                        .setReason(
                            dev.runtimebridge.schemas.v1.CallFailure.newBuilder()
                                .setKind(CallFailureKind.NOT_ACCEPTED)
                                .setName("CannotPay")
                                .setMessage("send it PHA")))
                .build()),
        new Pair(
            new JournalEvent.Signed(OPERATOR, signed(Optional.of(OWNER), true, Optional.of(BLOCK))),
            record()
                .setSigned(
                    signedRecord(true)
                        .setProxied(bytes(OWNER.toByteArray()))
                        .setReplaces(bytes(BLOCK.bytes())))
                .build()),
        new Pair(
            new JournalEvent.Signed(OPERATOR, signed(Optional.empty(), false, Optional.empty())),
            record().setSigned(signedRecord(false)).build()),
        new Pair(
            new JournalEvent.Sent(OPERATOR, HASH, "ws://node"),
            record()
                .setSent(
                    TransactionSent.newBuilder().setHash(bytes(HASH.bytes())).setNode("ws://node"))
                .build()),
        new Pair(
            new JournalEvent.InBlock(OPERATOR, HASH, new BlockRef(MOST, BLOCK)),
            record()
                .setInBlock(
                    TransactionInBlock.newBuilder()
                        .setHash(bytes(HASH.bytes()))
                        .setBlockNumber(-1)
                        .setBlockHash(bytes(BLOCK.bytes())))
                .build()),
        new Pair(
            new JournalEvent.Retracted(OPERATOR, HASH, BLOCK),
            record()
                .setRetracted(
                    TransactionRetracted.newBuilder()
                        .setHash(bytes(HASH.bytes()))
                        .setBlockHash(bytes(BLOCK.bytes())))
                .build()),
        new Pair(
            new JournalEvent.Finalized(
                OPERATOR,
                HASH,
                new BlockRef(MOST, BLOCK),
                2,
                List.of(failed, done),
                Optional.of(BigInteger.valueOf(123_456))),
            record()
                .setFinalized(
                    finalizedRecord()
                        .addResults(failedRecord)
                        .addResults(doneRecord)
                        .setFee("123456"))
                .build()),
        new Pair(
            new JournalEvent.Finalized(
                OPERATOR, HASH, new BlockRef(MOST, BLOCK), 2, List.of(), Optional.empty()),
            record().setFinalized(finalizedRecord()).build()),
        new Pair(
            new JournalEvent.Dead(OPERATOR, HASH, DeathCause.NONCE_TAKEN, "the pool is full"),
            record()
                .setDead(
                    TransactionDead.newBuilder()
                        .setHash(bytes(HASH.bytes()))
                        .setCause(dev.runtimebridge.schemas.v1.DeathCause.NONCE_TAKEN)
                        .setMessage("the pool is full"))
                .build()),
        new Pair(
            new JournalEvent.BalanceSeen(
                OPERATOR, new Balance(BigInteger.TWO.pow(128).subtract(BigInteger.ONE), true)),
            record()
                .setBalanceSeen(
                    BalanceSeen.newBuilder()
                        .setFree("340282366920938463463374607431768211455")
                        .setLow(true))
                .build()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldWriteTheBytesOfTheLogAndReadThemBack(Pair pair) throws Exception {
    var stamped = new Journal.Stamped("id", Instant.ofEpochSecond(7, 9), pair.event());
    byte[] written = EventCodec.encode(stamped).toByteArray();
    assertArrayEquals(pair.record().toByteArray(), written);
    assertEquals(pair.event(), EventCodec.decode(TransactionEventRecord.parseFrom(written)));
  }

  @Test
  void shouldLeaveOutNoKindOfEvent() {
    Set<EventCase> kinds = EnumSet.complementOf(EnumSet.of(EventCase.EVENT_NOT_SET));
    pairs().forEach(pair -> kinds.remove(pair.record().getEventCase()));
    assertEquals(Set.of(), kinds);
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheCauseOfADeath(DeathCause cause) {
    var dead = new JournalEvent.Dead(OPERATOR, HASH, cause, "");
    assertEquals(cause.name(), encoded(dead).getDead().getCause().name());
    assertEquals(dead, EventCodec.decode(encoded(dead)));
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheKindOfAFailure(CallFailure.Kind kind) {
    var failure = new CallFailure(kind, "", "", "");
    var refused =
        new JournalEvent.RequestRefused(
            OPERATOR, new CallResult("r", "pool/1", Optional.of(failure)));
    var result = encoded(refused).getRequestRefused().getResult();
    assertEquals(kind.name(), result.getFailure().getKind().name());
    assertEquals(refused, EventCodec.decode(encoded(refused)));
  }

  @Test
  void shouldSayWhatItDoesNotUnderstand() {
    var dead = TransactionDead.newBuilder().setHash(bytes(HASH.bytes()));
    refused("a kind that this release does not know", record());
    refused("a cause that this release does not know", record().setDead(dead));
    refused("a cause that this release does not know", record().setDead(dead.setCauseValue(99)));
    refused("digits", record().setBalanceSeen(BalanceSeen.newBuilder().setFree("much")));
    refused("32", record().setSent(TransactionSent.newBuilder().setHash(bytes(new byte[31]))));
    refused("32", TransactionEventRecord.newBuilder());
  }

  private static void refused(String says, TransactionEventRecord.Builder record) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> EventCodec.decode(record.build()), says);
    assertTrue(refused.getMessage().contains(says), refused.getMessage());
  }

  private static TransactionEventRecord encoded(JournalEvent event) {
    return EventCodec.encode(new Journal.Stamped("id", Instant.EPOCH, event));
  }

  private static SignedTransaction signed(
      Optional<AccountId> proxied, boolean batch, Optional<Hash256> replaces) {
    return new SignedTransaction(
        HASH,
        Bytes.fromHex("0x0102"),
        MOST,
        MOST - 64,
        MOST - 1,
        1251,
        new Group(-1, proxied),
        List.of("r1", "r2"),
        batch,
        replaces);
  }

  private static TransactionSigned.Builder signedRecord(boolean batch) {
    return TransactionSigned.newBuilder()
        .setHash(bytes(HASH.bytes()))
        .setExtrinsic(bytes(new byte[] {1, 2}))
        .setNonce(-1)
        .setBirth(-65)
        .setDeath(-2)
        .setSpecVersion(1251)
        .setPid(-1)
        .addRequestIds("r1")
        .addRequestIds("r2")
        .setBatch(batch);
  }

  private static TransactionFinalized.Builder finalizedRecord() {
    return TransactionFinalized.newBuilder()
        .setHash(bytes(HASH.bytes()))
        .setBlockNumber(-1)
        .setBlockHash(bytes(BLOCK.bytes()))
        .setExtrinsicIndex(2);
  }

  private static TransactionEventRecord.Builder record() {
    return TransactionEventRecord.newBuilder()
        .setId("id")
        .setTime(Timestamp.newBuilder().setSeconds(7).setNanos(9))
        .setOperator(bytes(OPERATOR.toByteArray()));
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }

  private static byte[] filled(int with) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }
}
