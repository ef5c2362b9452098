package dev.runtimebridge.lifecycle.adapter.kafka;

import static dev.runtimebridge.fuzzing.Bounds.onlyDeclared;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import dev.runtimebridge.fuzzing.Fuzz;
import dev.runtimebridge.fuzzing.FuzzTests;
import dev.runtimebridge.fuzzing.Parts;
import dev.runtimebridge.lifecycle.command.PendingCommands;
import dev.runtimebridge.lifecycle.domain.Addresses;
import dev.runtimebridge.lifecycle.domain.Checked;
import dev.runtimebridge.lifecycle.domain.WorkerId;
import dev.runtimebridge.lifecycle.table.Queries;
import dev.runtimebridge.lifecycle.table.Tables;
import dev.runtimebridge.lifecycle.table.TransactionQueries;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.BalanceSeen;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.ListPoolsRequest;
import dev.runtimebridge.schemas.v1.ListTransactionsRequest;
import dev.runtimebridge.schemas.v1.ListWorkersRequest;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.SealingKey;
import dev.runtimebridge.schemas.v1.StartComputing;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.schemas.v1.TransactionSigned;
import dev.runtimebridge.schemas.v1.WorkerConfig;
import dev.runtimebridge.schemas.v1.WorkerStage;
import dev.runtimebridge.schemas.v1.WorkerState;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of the log, whoever wrote them. */
class RecordsFuzzTest extends FuzzTests {
  private static final TopicCatalogue TOPICS = TopicCatalogue.of("fuzz", 1);
  private static final String WORKER = WorkerId.ofName("w").aggregateId();
  private static final ByteString BYTES_32 = ByteString.copyFrom(new byte[32]);

  /**
   * A key and four records, which are taken for those of each topic. A record may be refused; what
   * was taken can be asked about.
   */
  @MethodSource("records")
  @Fuzz
  void records(byte[] input) {
    List<byte[]> parts = Parts.split(input, 5);
    String key = new String(parts.getFirst(), UTF_8);
    var tables = new Tables(3);
    var feed = new TableFeed(TOPICS, tables, new PendingCommands());
    long offset = 0;
    for (String topic : feed.topicNames()) {
      for (byte[] value : parts.subList(1, parts.size())) {
        var record = new ConsumerRecord<>(topic, 0, offset++, key, value);
        onlyDeclared(input, () -> feed.accept(record), RuntimeException.class);
      }
    }
    onlyDeclared(input, () -> askAbout(tables));
  }

  private static void askAbout(Tables tables) {
    var queries = new Queries(tables, places -> Checked.valid(List.of()), Addresses.PHALA);
    var transactions = new TransactionQueries(tables, Addresses.PHALA);
    var _ = tables.chainStatus();
    var _ = tables.sealingKeys().newest();
    var _ = queries.list(ListPoolsRequest.getDefaultInstance());
    var _ = queries.list(ListWorkersRequest.getDefaultInstance());
    var _ = transactions.list(ListTransactionsRequest.getDefaultInstance());
  }

  static Stream<byte[]> records() {
    var pool =
        AggregateStateRecord.newBuilder()
            .setAggregateId("pool/1")
            .setPool(
                PoolState.newBuilder()
                    .setConfig(PoolConfig.newBuilder().setPid(1).setName("p"))
                    .setOperator(PoolOperator.newBuilder().setAccount(BYTES_32)))
            .build();
    var worker =
        AggregateStateRecord.newBuilder()
            .setAggregateId(WORKER)
            .setWorker(
                WorkerState.newBuilder()
                    .setConfig(
                        WorkerConfig.newBuilder()
                            .setName("w")
                            .setPid(1)
                            .setStake("15")
                            .setEndpoint("http://h:1"))
                    .setStage(WorkerStage.COMPUTING))
            .build();
    var request =
        TransactionRequestRecord.newBuilder()
            .setId("r1")
            .setAggregateId(WORKER)
            .setPid(1)
            .setOperator(BYTES_32);
    request.getCallBuilder().setStartComputing(StartComputing.newBuilder().setStake("15"));
    var signed =
        TransactionEventRecord.newBuilder()
            .setOperator(BYTES_32)
            .setSigned(TransactionSigned.newBuilder().setHash(BYTES_32).addRequestIds("r1"));
    var finalized =
        TransactionEventRecord.newBuilder()
            .setOperator(BYTES_32)
            .setFinalized(TransactionFinalized.newBuilder().setHash(BYTES_32).setFee("12"));
    var balance =
        TransactionEventRecord.newBuilder()
            .setOperator(BYTES_32)
            .setBalanceSeen(BalanceSeen.newBuilder().setFree("12"));
    // Of a later release, or of nobody's: none of these may keep the others from being shown.
    var strange = worker.toBuilder();
    strange.getWorkerBuilder().setStageValue(99).getConfigBuilder().setStake("1.5");
    var never = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(-1);
    var key = SealingKey.newBuilder().setKeyId("a").setTime(never);
    return Stream.of(
        input(pool, worker, worker, pool),
        input(pool, strange.build(), key.build(), key.clone().setKeyId("b").build()),
        input(pool, request.build(), signed.build(), finalized.build()),
        input(
            pool, balance.build(), ChainTip.getDefaultInstance(), SealingKey.getDefaultInstance()));
  }

  private static byte[] input(MessageLite a, MessageLite b, MessageLite c, MessageLite d) {
    return Parts.join(
        WORKER.getBytes(UTF_8), a.toByteArray(), b.toByteArray(), c.toByteArray(), d.toByteArray());
  }
}
