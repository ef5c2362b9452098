package dev.runtimebridge.syncer.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.devnet.chain.TwoChains;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaHeadProof;
import dev.runtimebridge.schemas.v1.ParaSnapshotPiece;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.pruntime.GenesisBlockInfo;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.storage.StorageState;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts two simulated chains into the log as a fetcher does, a transaction for each segment. */
public final class ChainPublisher implements AutoCloseable {
  private final TwoChains chains;
  private final long start;
  private final TopicCatalogue topics;
  private final Producer<byte[], byte[]> producer;
  private long relayPublished;
  private long paraPublished = -1;

  /** Publishes the genesis. */
  public ChainPublisher(String bootstrapServers, TopicCatalogue topics, DevnetSettings settings) {
    this.chains = new TwoChains(settings);
    this.start = settings.paraStart() - 1;
    this.topics = topics;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "transactional.id",
                "publisher",
                "max.request.size",
                TopicCatalogue.MAX_CHAIN_RECORD_BYTES,
                "compression.type",
                "lz4"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    relayPublished = start;
    chains.growTo(start + 1);
    producer.beginTransaction();
    send(topics.chainGenesis(), Long.toString(TwoChains.PARA_ID), genesis());
    producer.commitTransaction();
  }

  /** Lets the relay chain grow by so many blocks and publishes what is final then. */
  public void grow(int relayBlocks) {
    chains.growTo(chains.relay().best().number() + relayBlocks);
    while (relayPublished < chains.relay().finalized()) {
      publishSegment();
    }
    producer.beginTransaction();
    send(topics.chainTip(), "RELAY", tip(Chain.RELAY, chains.relay(), relayPublished));
    send(topics.chainTip(), "PARA", tip(Chain.PARA, chains.para(), paraPublished));
    producer.commitTransaction();
  }

  /** Publishes the parachain's state at {@code block} in pieces. */
  public void snapshot(long block, int pieces) {
    Block at = chains.para().block(block).orElseThrow();
    byte[] state = state(at);
    int size = state.length / pieces + 1;
    producer.beginTransaction();
    for (int index = 0; index < pieces; index++) {
      int from = index * size;
      send(
          topics.paraSnapshots(),
          Integer.toString(index),
          ParaSnapshotPiece.newBuilder()
              .setBlockNumber((int) block)
              .setBlockHash(bytes(at.hash().bytes()))
              .setIndex(index)
              .setCount(pieces)
              .setState(ByteString.copyFrom(state, from, Math.min(size, state.length - from)))
              .build());
    }
    producer.commitTransaction();
  }

  /** Last relay-chain header in the log. */
  public long relayPublished() {
    return relayPublished;
  }

  /** Last parachain block in the log. */
  public long paraPublished() {
    return paraPublished;
  }

  /** State root of a parachain block, as pRuntime writes it. */
  public String stateRoot(long paraBlock) {
    Block block = chains.para().block(paraBlock).orElseThrow();
    return block.header().stateRoot().toString().substring(2);
  }

  @Override
  public void close() {
    producer.close();
  }

  private void publishSegment() {
    long end = Math.min(relayPublished + 30, chains.relay().finalized());
    for (long number = relayPublished + 1; number < end; number++) {
      if (chains.finality().sets().changesAt(number)) {
        end = number;
      }
    }
    long head = chains.paraIncludedBy(end);
    producer.beginTransaction();
    for (long number = paraPublished + 1; number <= head; number++) {
      send(topics.paraBlocks(), null, paraBlock(number, end));
    }
    for (long number = relayPublished + 1; number <= end; number++) {
      send(topics.relayHeaders(), null, relayHeader(number, number == end, head));
    }
    producer.commitTransaction();
    relayPublished = end;
    paraPublished = Math.max(paraPublished, head);
  }

  private RelayHeaderRecord relayHeader(long number, boolean justified, long head) {
    Block block = chains.relay().block(number).orElseThrow();
    var record =
        RelayHeaderRecord.newBuilder()
            .setNumber((int) number)
            .setHash(bytes(block.hash().bytes()))
            .setHeader(bytes(block.header().encode()))
            .setSetId(chains.finality().sets().setOf(number))
            .setChangesSet(chains.finality().sets().changesAt(number));
    if (justified) {
      var justification =
          chains.finality().stored(number, chains.relay().finalized()).isPresent()
              ? chains.finality().stored(number, chains.relay().finalized()).orElseThrow()
              : chains.finality().stored(number, number).orElseThrow();
      record.setJustification(bytes(justification.encode()));
      List<Bytes> proof = block.state().prove(List.of(StorageKeys.paraHead(TwoChains.PARA_ID)));
      record.setParaHead(
          ParaHeadProof.newBuilder()
              .setNumber((int) head)
              .setHash(bytes(chains.para().block(head).orElseThrow().hash().bytes()))
              .addAllProof(proof.stream().map(node -> bytes(node.toByteArray())).toList()));
    }
    return record.build();
  }

  private ParaBlockRecord paraBlock(long number, long provenAt) {
    Block block = chains.para().block(number).orElseThrow();
    var record =
        ParaBlockRecord.newBuilder()
            .setNumber((int) number)
            .setHash(bytes(block.hash().bytes()))
            .setHeader(bytes(block.header().encode()))
            .setProvenAt((int) provenAt);
    return number == 0
        ? record.build()
        : record.setStorageChanges(bytes(block.changes().encode())).build();
  }

  private ChainGenesis genesis() {
    Block relay = chains.relay().block(start).orElseThrow();
    Block para = chains.para().genesis();
    List<Bytes> proof =
        relay
            .state()
            .prove(List.of(StorageKeys.GRANDPA_AUTHORITIES, StorageKeys.GRANDPA_CURRENT_SET_ID));
    var sets = chains.finality().sets();
    var info =
        new GenesisBlockInfo(
            Bytes.of(relay.header().encode()), sets.set(sets.currentAfter(start)), proof);
    return ChainGenesis.newBuilder()
        .setParaId((int) TwoChains.PARA_ID)
        .setRelayStartNumber((int) start)
        .setGenesisInfo(bytes(info.encode()))
        .setGenesisState(bytes(state(para)))
        .setParaGenesisHeader(bytes(para.header().encode()))
        .setRelayChainName("devnet-relay")
        .setParaChainName("devnet-para")
        .build();
  }

  private static byte[] state(Block block) {
    return new StorageState(block.state().entries(Bytes.EMPTY).toList()).encode();
  }

  private static ChainTip tip(Chain chain, DevChain of, long published) {
    return ChainTip.newBuilder()
        .setChain(chain)
        .setFinalizedNumber((int) of.finalized())
        .setPublishedNumber((int) published)
        .build();
  }

  private <V extends MessageLite> void send(Topic<V> topic, @Nullable String key, V value) {
    byte @Nullable [] encodedKey = key == null ? null : key.getBytes(UTF_8);
    var _ = producer.send(new ProducerRecord<>(topic.name(), 0, encodedKey, value.toByteArray()));
  }

  private static ByteString bytes(byte[] from) {
    return ByteString.copyFrom(from);
  }
}
