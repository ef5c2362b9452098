package dev.runtimebridge.submitter.adapter.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.runtimebridge.schemas.v1.AddWorker;
import dev.runtimebridge.schemas.v1.ChainCall.CallCase;
import dev.runtimebridge.schemas.v1.CreateStakePool;
import dev.runtimebridge.schemas.v1.ReclaimPoolWorker;
import dev.runtimebridge.schemas.v1.RegisterWorker;
import dev.runtimebridge.schemas.v1.RemoveWorker;
import dev.runtimebridge.schemas.v1.RestartComputing;
import dev.runtimebridge.schemas.v1.StartComputing;
import dev.runtimebridge.schemas.v1.StopComputing;
import dev.runtimebridge.schemas.v1.SyncOffchainMessage;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.UpdateWorkerEndpoint;
import dev.runtimebridge.submitter.domain.ChainCall;
import dev.runtimebridge.submitter.domain.Group;
import dev.runtimebridge.submitter.domain.Wish;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Requests as the log has them, and what they ask for. */
class RequestCodecTest {
  private static final ByteString ONE = ByteString.copyFrom(new byte[] {1});
  private static final ByteString TWO = ByteString.copyFrom(new byte[] {2});
  private static final Bytes FIRST = Bytes.fromHex("01");
  private static final Bytes SECOND = Bytes.fromHex("02");
  private static final BigInteger STAKE = BigInteger.valueOf(5);
  private static final ByteString ACCOUNT = ByteString.copyFrom(new byte[32]);

  private static TransactionRequestRecord.Builder request() {
    return TransactionRequestRecord.newBuilder()
        .setId("r1")
        .setAggregateId("worker/1")
        .setPid(-1)
        .setOperator(ACCOUNT);
  }

  private static dev.runtimebridge.schemas.v1.ChainCall.Builder call() {
    return dev.runtimebridge.schemas.v1.ChainCall.newBuilder();
  }

  private static Map<dev.runtimebridge.schemas.v1.ChainCall, ChainCall> calls() {
    return Map.of(
        call()
            .setSyncOffchainMessage(
                SyncOffchainMessage.newBuilder().setSignedMessage(ONE).setSender(TWO))
            .build(),
        new ChainCall.SyncOffchainMessage(FIRST),
        call()
            .setRegisterWorker(
                RegisterWorker.newBuilder().setRuntimeInfo(ONE).setAttestation(TWO).setLegacy(true))
            .build(),
        new ChainCall.RegisterWorker(FIRST, SECOND, true),
        call()
            .setUpdateWorkerEndpoint(
                UpdateWorkerEndpoint.newBuilder().setPayload(ONE).setSignature(TWO))
            .build(),
        new ChainCall.UpdateWorkerEndpoint(FIRST, SECOND),
        call().setAddWorker(AddWorker.newBuilder().setPid(7).setPublicKey(ONE)).build(),
        new ChainCall.AddWorker(7, FIRST),
        call().setRemoveWorker(RemoveWorker.newBuilder().setPid(7).setPublicKey(ONE)).build(),
        new ChainCall.RemoveWorker(7, FIRST),
        call()
            .setStartComputing(
                StartComputing.newBuilder().setPid(7).setPublicKey(ONE).setStake("5"))
            .build(),
        new ChainCall.StartComputing(7, FIRST, STAKE),
        call().setStopComputing(StopComputing.newBuilder().setPid(7).setPublicKey(ONE)).build(),
        new ChainCall.StopComputing(7, FIRST),
        call()
            .setRestartComputing(
                RestartComputing.newBuilder().setPid(7).setPublicKey(ONE).setStake("5"))
            .build(),
        new ChainCall.RestartComputing(7, FIRST, STAKE),
        call()
            .setReclaimPoolWorker(ReclaimPoolWorker.newBuilder().setPid(7).setPublicKey(ONE))
            .build(),
        new ChainCall.ReclaimPoolWorker(7, FIRST),
        call().setCreateStakePool(CreateStakePool.getDefaultInstance()).build(),
        new ChainCall.CreateStakePool());
  }

  @Test
  void shouldReadEveryCall() {
    Set<CallCase> kinds = EnumSet.complementOf(EnumSet.of(CallCase.CALL_NOT_SET));
    calls()
        .forEach(
            (record, meant) -> {
              Wish wish = RequestCodec.decode(request().setCall(record).build());
              assertEquals(meant, wish.call());
              kinds.remove(record.getCallCase());
            });
    assertEquals(Set.of(), kinds);
  }

  @Test
  void shouldReadWhoAsksAndOnWhoseBehalf() {
    var account = AccountId.of(new byte[32]);
    Wish own = RequestCodec.decode(request().build());
    assertEquals(new Group(-1, Optional.empty()), own.group());
    assertEquals(account, own.operator());
    assertEquals("worker/1", own.aggregateId());
    Wish proxied = RequestCodec.decode(request().setProxied(ACCOUNT).build());
    assertEquals(new Group(-1, Optional.of(account)), proxied.group());
  }

  @Test
  void shouldTakeACallThatItDoesNotUnderstandSoThatItIsRefusedWithAReason() {
    notUnderstood("a call that is known here", call());
    notUnderstood(
        "\"much\"", call().setStartComputing(StartComputing.newBuilder().setStake("much")));
    notUnderstood(
        "\"-1\"", call().setRestartComputing(RestartComputing.newBuilder().setStake("-1")));
    notUnderstood("\"\"", call().setStartComputing(StartComputing.getDefaultInstance()));
  }

  private static void notUnderstood(
      String says, dev.runtimebridge.schemas.v1.ChainCall.Builder call) {
    var meant =
        (ChainCall.NotUnderstood) RequestCodec.decode(request().setCall(call).build()).call();
    assertTrue(meant.reason().contains(says), meant.reason());
  }

  @Test
  void shouldLeaveOutWhatNobodyCanBeToldOf() {
    leftOut("without id", request().clearId());
    leftOut("32 bytes", request().setOperator(ONE));
    leftOut("32 bytes", request().setProxied(ONE));
  }

  private static void leftOut(String says, TransactionRequestRecord.Builder request) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> RequestCodec.decode(request.build()), says);
    assertTrue(refused.getMessage().contains(says), refused.getMessage());
  }
}
