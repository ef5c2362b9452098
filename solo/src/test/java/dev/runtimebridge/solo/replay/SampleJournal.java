package dev.runtimebridge.solo.replay;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.schemas.v1.BalanceSeen;
import dev.runtimebridge.schemas.v1.CallFailure;
import dev.runtimebridge.schemas.v1.CallFailureKind;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.DeathCause;
import dev.runtimebridge.schemas.v1.RequestQueued;
import dev.runtimebridge.schemas.v1.RequestRefused;
import dev.runtimebridge.schemas.v1.RequestsWait;
import dev.runtimebridge.schemas.v1.TransactionDead;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionInBlock;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionRetracted;
import dev.runtimebridge.schemas.v1.TransactionSent;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A journal for the first requests of a log with every event there is: one transaction is final,
 * one is dead, one may still land, some requests wait.
 */
final class SampleJournal {
  private static final ByteString BLOCK = hash(0xb0);
  private static final int REQUESTS = 8;

  private final ByteString operator;
  private final List<CallResult> ids = new ArrayList<>();
  private final List<TransactionEventRecord> events = new ArrayList<>();

  private SampleJournal(ByteString operator) {
    this.operator = operator;
  }

  static void write(SampleLog log) throws Exception {
    List<TransactionRequestRecord> requests = requests(log);
    var journal = new SampleJournal(requests.getFirst().getOperator());
    requests.forEach(
        request ->
            journal.ids.add(
                CallResult.newBuilder()
                    .setRequestId(request.getId())
                    .setAggregateId(request.getAggregateId())
                    .build()));
    journal.tell();
    try (var producer = log.producer()) {
      String key = HexFormat.of().formatHex(journal.operator.toByteArray());
      for (TransactionEventRecord event : journal.events) {
        producer
            .send(new ProducerRecord<>(log.topics().txEvents().name(), 0, key, event.toByteArray()))
            .get();
      }
    }
  }

  private static List<TransactionRequestRecord> requests(SampleLog log) {
    ReadLog read = log.atRest();
    List<TransactionRequestRecord> requests = new ArrayList<>();
    var _ =
        new Scan(read, 1)
            .read(
                read.whole(log.topics().txRequests().name()),
                record -> {
                  try {
                    if (requests.size() < REQUESTS) {
                      requests.add(TransactionRequestRecord.parseFrom(record.value()));
                    }
                  } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                  }
                });
    return requests;
  }

  private void tell() {
    var failure =
        CallFailure.newBuilder().setKind(CallFailureKind.NOT_ACCEPTED).setName("CannotPay");
    ids.forEach(
        id ->
            add(
                event()
                    .setRequestQueued(RequestQueued.newBuilder().setRequestId(id.getRequestId()))));
    add(event().setBalanceSeen(BalanceSeen.newBuilder().setFree("5").setLow(true)));
    add(
        event()
            .setRequestsWait(
                RequestsWait.newBuilder()
                    .addRequestIds(ids.get(5).getRequestId())
                    .setReason(failure)));
    landed();
    sign(2, 6, 2);
    add(
        event()
            .setDead(
                TransactionDead.newBuilder()
                    .setHash(hash(2))
                    .setCause(DeathCause.ERA_OVER)
                    .setMessage("no room")));
    add(
        event()
            .setRequestRefused(
                RequestRefused.newBuilder().setResult(ids.get(3).toBuilder().setFailure(failure))));
    sign(3, 6, 4);
    add(event().setSent(TransactionSent.newBuilder().setHash(hash(3)).setNode("ws://node")));
  }

  private void landed() {
    sign(1, 5, 0, 1);
    add(event().setSent(TransactionSent.newBuilder().setHash(hash(1)).setNode("ws://node")));
    var inBlock =
        TransactionInBlock.newBuilder().setHash(hash(1)).setBlockNumber(70).setBlockHash(BLOCK);
    add(event().setInBlock(inBlock));
    add(
        event()
            .setRetracted(TransactionRetracted.newBuilder().setHash(hash(1)).setBlockHash(BLOCK)));
    add(event().setInBlock(inBlock));
    add(
        event()
            .setFinalized(
                TransactionFinalized.newBuilder()
                    .setHash(hash(1))
                    .setBlockNumber(70)
                    .setBlockHash(BLOCK)
                    .setExtrinsicIndex(2)
                    .addResults(ids.get(0))
                    .addResults(ids.get(1))
                    .setFee("123")));
  }

  private void sign(int hash, int nonce, int... requests) {
    var signed =
        TransactionSigned.newBuilder()
            .setHash(hash(hash))
            .setExtrinsic(ByteString.copyFromUtf8("extrinsic " + hash))
            .setNonce(nonce)
            .setBirth(60)
            .setDeath(124)
            .setSpecVersion(1251)
            .setPid(1)
            .setBatch(requests.length > 1);
    for (int request : requests) {
      signed.addRequestIds(ids.get(request).getRequestId());
    }
    add(event().setSigned(signed));
  }

  private TransactionEventRecord.Builder event() {
    return TransactionEventRecord.newBuilder()
        .setId(new UUID(7, events.size()).toString())
        .setTime(Timestamp.newBuilder().setSeconds(1_767_300_000 + events.size()))
        .setOperator(operator);
  }

  private void add(TransactionEventRecord.Builder event) {
    events.add(event.build());
  }

  private static ByteString hash(int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return ByteString.copyFrom(bytes);
  }
}
