package dev.runtimebridge.submitter;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.CallResult;
import dev.runtimebridge.schemas.v1.ChainCall;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.PoolConfig;
import dev.runtimebridge.schemas.v1.PoolOperator;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.schemas.v1.SealedSecret;
import dev.runtimebridge.schemas.v1.TransactionEventRecord;
import dev.runtimebridge.schemas.v1.TransactionFinalized;
import dev.runtimebridge.schemas.v1.TransactionRequestRecord;
import dev.runtimebridge.submitter.adapter.kafka.KafkaClients;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.key.AccountId;
import dev.runtimebridge.substrate.key.SealedBox;
import dev.runtimebridge.substrate.key.SealingKeyPair;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The log as the other services see it: it holds what they ask for and what came of it. */
final class BridgeLog implements AutoCloseable {
  private final TopicCatalogue topics;
  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> journal;
  private final List<TransactionEventRecord> events = new ArrayList<>();

  BridgeLog(String bootstrapServers, String prefix) {
    this.topics = TopicCatalogue.of(prefix, 1);
    var clients = new KafkaClients(bootstrapServers, (short) 1);
    clients.ensureTopics(topics);
    this.producer = clients.plain();
    this.journal = clients.reader();
    var partition = List.of(new TopicPartition(topics.txEvents().name(), 0));
    journal.assign(partition);
    journal.seekToBeginning(partition);
  }

  void genesis(Hash256 para) throws Exception {
    write(
        topics.chainGenesis(),
        "2004",
        ChainGenesis.newBuilder().setParaGenesisHash(ByteString.copyFrom(para.bytes())).build());
  }

  /** The pool's operator, sealed as the API seals it. */
  void operator(long pid, Sr25519KeyPair pair, SealingKeyPair sealing) throws Exception {
    byte[] data = SealedBox.additionalData(pid, pair.account());
    SealedBox box = SealedBox.seal(sealing.publicKey(), data, pair.secretKey());
    var secret =
        SealedSecret.newBuilder()
            .setKeyId(sealing.keyId())
            .setEncapsulatedKey(ByteString.copyFrom(box.encapsulatedKey().toByteArray()))
            .setCiphertext(ByteString.copyFrom(box.ciphertext().toByteArray()));
    var operator =
        PoolOperator.newBuilder().setAccount(bytes(pair.account())).setSecret(secret).build();
    var pool =
        PoolState.newBuilder().setConfig(PoolConfig.newBuilder().setPid(pid)).setOperator(operator);
    String id = "pool/" + pid;
    write(
        topics.workerState(),
        id,
        AggregateStateRecord.newBuilder().setAggregateId(id).setPool(pool).build());
  }

  void request(String id, AccountId operator, Optional<AccountId> proxied, ChainCall call)
      throws Exception {
    var request =
        TransactionRequestRecord.newBuilder()
            .setId(id)
            .setCause("test")
            .setAggregateId("pool/1")
            .setPid(1)
            .setOperator(bytes(operator))
            .setCall(call);
    proxied.ifPresent(owner -> request.setProxied(bytes(owner)));
    write(topics.txRequests(), operator.toString().substring(2), request.build());
  }

  private static ByteString bytes(AccountId account) {
    return ByteString.copyFrom(account.toByteArray());
  }

  private <V extends MessageLite> void write(Topic<V> topic, String key, V value) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                topic.name(), 0, key.getBytes(StandardCharsets.UTF_8), value.toByteArray()))
        .get(20, TimeUnit.SECONDS);
  }

  /** Everything in the journal so far. */
  List<TransactionEventRecord> events() {
    journal
        .poll(Duration.ofMillis(100))
        .forEach(
            record ->
                events.add(
                    topics
                        .txEvents()
                        .value()
                        .deserializer()
                        .deserialize(record.topic(), record.value())));
    return List.copyOf(events);
  }

  /** The finalized transactions that carried {@code request}. */
  List<TransactionFinalized> finalized(String request) {
    return events().stream()
        .filter(TransactionEventRecord::hasFinalized)
        .map(TransactionEventRecord::getFinalized)
        .filter(done -> ids(done).anyMatch(request::equals))
        .toList();
  }

  private static Stream<String> ids(TransactionFinalized done) {
    return done.getResultsList().stream().map(CallResult::getRequestId);
  }

  void awaitFinalized(Duration deadline, String... requests) throws InterruptedException {
    Eventually.holds(
        deadline,
        () -> List.of(requests) + " in: " + events(),
        () -> Stream.of(requests).noneMatch(request -> finalized(request).isEmpty()));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    journal.close();
  }
}
