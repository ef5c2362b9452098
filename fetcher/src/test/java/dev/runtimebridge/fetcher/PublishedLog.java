package dev.runtimebridge.fetcher;

import com.google.protobuf.MessageLite;
import dev.runtimebridge.schemas.topic.Topic;
import dev.runtimebridge.schemas.topic.TopicCatalogue;
import dev.runtimebridge.schemas.v1.Chain;
import dev.runtimebridge.schemas.v1.ChainGenesis;
import dev.runtimebridge.schemas.v1.ChainTip;
import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import dev.runtimebridge.schemas.v1.ParaSnapshotPiece;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.RelayHeaderRecord;
import dev.runtimebridge.schemas.v1.RuntimeMetadataRecord;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.JustificationVerifier;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.grandpa.Verdict;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.storage.StorageState;
import dev.runtimebridge.substrate.trie.ReadProof;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Everything that is committed in the chain topics of one bridge, and the check that each block is
 * there once, in order and true. Independent of the fetcher's own code on purpose.
 *
 * @param genesis absent while the log is empty
 * @param state every value told of the parachain's state, oldest first
 * @param runtimes every runtime of the parachain, oldest first
 * @param tips every status told, oldest first
 */
public record PublishedLog(
    Optional<ChainGenesis> genesis,
    List<RelayHeaderRecord> relay,
    List<ParaBlockRecord> para,
    List<ParaSnapshotPiece> snapshot,
    List<ParaStateRecord> state,
    List<RuntimeMetadataRecord> runtimes,
    List<ChainTip> tips) {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Reads all that is committed at present. */
  public static PublishedLog read(String bootstrapServers, TopicCatalogue topics) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "max.partition.fetch.bytes",
            TopicCatalogue.MAX_CHAIN_RECORD_BYTES,
            // A fetch that waits at the end of one topic holds up that of the next.
            "fetch.max.wait.ms",
            10,
            "enable.auto.commit",
            false,
            "auto.offset.reset",
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      // What is told of the state is read first: the blocks that it is as of are there then.
      List<ParaStateRecord> state = all(consumer, topics.paraState());
      List<ChainGenesis> genesis = all(consumer, topics.chainGenesis());
      List<RelayHeaderRecord> relay = all(consumer, topics.relayHeaders());
      int last = relay.isEmpty() ? Integer.MAX_VALUE : relay.getLast().getNumber();
      // The topics are read one after another, so the second may already hold a later transaction.
      List<ParaBlockRecord> para =
          all(consumer, topics.paraBlocks()).stream()
              .filter(block -> block.getProvenAt() <= last)
              .toList();
      return new PublishedLog(
          genesis.isEmpty() ? Optional.empty() : Optional.of(genesis.getLast()),
          relay,
          para,
          all(consumer, topics.paraSnapshots()),
          state,
          all(consumer, topics.chainMetadata()),
          all(consumer, topics.chainTip()));
    }
  }

  private static <V extends MessageLite> List<V> all(
      KafkaConsumer<byte[], byte[]> consumer, Topic<V> topic) {
    var partition = new TopicPartition(topic.name(), 0);
    if (consumer.partitionsFor(topic.name()).isEmpty()) {
      return List.of();
    }
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    var found = new ArrayList<V>();
    while (consumer.position(partition) < end) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("topic " + topic.name() + " was not read within " + DEADLINE);
      }
      for (var record : consumer.poll(Duration.ofMillis(200)).records(partition)) {
        if (record.value() != null) {
          found.add(topic.value().deserializer().deserialize(topic.name(), record.value()));
        }
      }
    }
    return found;
  }

  /** The last status told of a chain. */
  public Optional<ChainTip> tip(Chain chain) {
    return tips.stream().filter(tip -> tip.getChain() == chain).reduce((first, last) -> last);
  }

  /** Throws an error that says what, unless the log is whole: no gap, no duplicate, all proven. */
  public PublishedLog assertWhole() {
    ChainGenesis begin = genesis.orElseThrow(() -> new AssertionError("no genesis"));
    ScaleReader info = ScaleReader.of(begin.getGenesisInfo().toByteArray());
    Header start = Header.read(info);
    check(start.number() == begin.getRelayStartNumber(), "start header is #" + start.number());
    AuthoritySet authorities = AuthoritySet.read(info);
    Hash256 lastRelay = start.hash();
    long next = start.number() + 1;
    int proven = 0;
    for (RelayHeaderRecord record : relay) {
      Header header = Header.decode(record.getHeader().toByteArray());
      check(
          header.number() == next, "relay #%d where #%d belongs".formatted(header.number(), next));
      check(header.parentHash().equals(lastRelay), "relay #" + next + " has another parent");
      check(record.getSetId() == authorities.setId(), "relay #" + next + " has another set id");
      Optional<ScheduledChange> change = ScheduledChange.in(header);
      check(change.isPresent() == record.getChangesSet(), "changes_set of relay #" + next);
      check(!record.getChangesSet() || record.hasJustification(), "no justification #" + next);
      if (record.hasJustification()) {
        checkJustification(record, header, authorities);
        proven = checkHead(record, header, Integer.toUnsignedLong(begin.getParaId()), proven);
      }
      if (change.isPresent()) {
        authorities = authorities.next(change.get());
      }
      lastRelay = hash(record.getHash());
      check(lastRelay.equals(header.hash()), "hash of relay #" + next);
      next++;
    }
    check(relay.isEmpty() || relay.getLast().hasJustification(), "the log ends unjustified");
    check(para.size() == proven + 1, "%d para blocks, %d proven".formatted(para.size(), proven));
    checkPara(begin);
    new ToldState(this).check();
    return this;
  }

  private static void checkJustification(
      RelayHeaderRecord record, Header header, AuthoritySet authorities) {
    Verdict verdict =
        JustificationVerifier.verify(
            GrandpaJustification.decode(record.getJustification().toByteArray()),
            header.hash(),
            header.number(),
            authorities);
    check(
        verdict instanceof Verdict.Valid,
        "justification of #%d: %s".formatted(header.number(), verdict));
  }

  private int checkHead(RelayHeaderRecord record, Header header, long paraId, int before) {
    if (!record.hasParaHead()) {
      return before;
    }
    int number = record.getParaHead().getNumber();
    check(number >= before && number < para.size(), "para head #" + number + " is not in the log");
    List<Bytes> nodes =
        record.getParaHead().getProofList().stream().map(n -> Bytes.of(n.toByteArray())).toList();
    var found = ReadProof.of(header.stateRoot(), nodes).read(StorageKeys.paraHead(paraId));
    check(found instanceof ReadProof.Lookup.Found, "para head proof at #" + header.number());
    byte[] head =
        ScaleReader.decodeAll(
            ((ReadProof.Lookup.Found) found).value().toByteArray(), ScaleReader::byteVec);
    check(
        Bytes.of(head).equals(Bytes.of(para.get(number).getHeader().toByteArray())),
        "para head at relay #" + header.number() + " is another than para #" + number);
    for (int i = before + 1; i <= number; i++) {
      check(para.get(i).getProvenAt() == header.number(), "proven_at of para #" + i);
    }
    return number;
  }

  private void checkPara(ChainGenesis begin) {
    var state = StorageState.decode(begin.getGenesisState().toByteArray());
    StateTrie trie =
        StateTrie.of(
            state.entries(), begin.getParaStateVersion() == 0 ? StateVersion.V0 : StateVersion.V1);
    Hash256 parent = Hash256.ZERO;
    for (int number = 0; number < para.size(); number++) {
      ParaBlockRecord record = para.get(number);
      Header header = Header.decode(record.getHeader().toByteArray());
      check(
          header.number() == number,
          "para #%d where #%d belongs".formatted(header.number(), number));
      check(record.getNumber() == number, "number of para #" + number);
      check(header.parentHash().equals(parent), "para #" + number + " has another parent");
      if (number > 0) {
        trie = trie.apply(StorageChanges.decode(record.getStorageChanges().toByteArray()));
      }
      check(trie.root().equals(header.stateRoot()), "state root of para #" + number);
      parent = Hashing.blake2b256(record.getHeader().toByteArray());
      check(parent.equals(hash(record.getHash())), "hash of para #" + number);
    }
  }

  /** Throws unless the pieces of the snapshot are the state of a block in the log. */
  public void assertSnapshot() {
    int number = snapshot.getLast().getBlockNumber();
    var pieces = snapshot.stream().filter(piece -> piece.getBlockNumber() == number).toList();
    check(pieces.size() == pieces.getFirst().getCount(), "pieces of the snapshot");
    byte[] state =
        Bytes.concat(
                pieces.stream().map(piece -> piece.getState().toByteArray()).toArray(byte[][]::new))
            .toByteArray();
    Header block = Header.decode(para.get(number).getHeader().toByteArray());
    var version =
        genesis.orElseThrow().getParaStateVersion() == 0 ? StateVersion.V0 : StateVersion.V1;
    StateTrie trie = StateTrie.of(StorageState.decode(state).entries(), version);
    check(trie.root().equals(block.stateRoot()), "state root of the snapshot at #" + number);
  }

  private static Hash256 hash(com.google.protobuf.ByteString bytes) {
    return Hash256.of(bytes.toByteArray());
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
