package dev.runtimebridge.submitter.adapter.kafka;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.StartComputing;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.submitter.domain.JournalEvent;
import dev.runtimebridge.submitter.port.Journal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests and the journal, whoever wrote them. */
class RecordsFuzzTest extends FuzzTests {
  private static final ByteString BYTES_32 = ByteString.copyFrom(new byte[32]);

  @MethodSource("requests")
  @Fuzz
  void request(byte[] input) {
    onlyDeclared(
        input,
        () -> RequestCodec.decode(TransactionRequestRecord.parseFrom(input)),
        InvalidProtocolBufferException.class,
        IllegalArgumentException.class);
  }

  /** What can be read can be written alike. */
  @MethodSource("events")
  @Fuzz
  void event(byte[] input) {
    onlyDeclared(
        input,
        () -> {
          JournalEvent event = EventCodec.decode(TransactionEventRecord.parseFrom(input));
          var again = EventCodec.encode(new Journal.Stamped("e", Instant.EPOCH, event));
          assertEquals(event, EventCodec.decode(again));
        },
        InvalidProtocolBufferException.class,
        IllegalArgumentException.class);
  }

  static Stream<byte[]> requests() {
    var request =
        TransactionRequestRecord.newBuilder()
            .setId("r1")
            .setAggregateId("worker/1")
            .setPid(1)
            .setOperator(BYTES_32)
            .setProxied(BYTES_32);
    request
        .getCallBuilder()
        .setStartComputing(
            StartComputing.newBuilder().setPid(1).setPublicKey(BYTES_32).setStake("1500"));
    return Stream.of(request.build().toByteArray());
  }

  static Stream<byte[]> events() {
    var event = TransactionEventRecord.newBuilder().setId("e").setOperator(BYTES_32);
    var signed =
        TransactionSigned.newBuilder()
            .setHash(BYTES_32)
            .setExtrinsic(BYTES_32)
            .setNonce(1)
            .setDeath(64)
            .addRequestIds("r1");
    var finalized =
        TransactionFinalized.newBuilder()
            .setHash(BYTES_32)
            .setBlockHash(BYTES_32)
            .setFee("12345")
            .addResults(CallResult.newBuilder().setRequestId("r1"));
    return Stream.of(
        event.clone().setSigned(signed).build().toByteArray(),
        event.clone().setFinalized(finalized).build().toByteArray());
  }
}
