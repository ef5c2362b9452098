package dev.runtimebridge.devnet.worker;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.Authority;
import dev.runtimebridge.substrate.grandpa.AuthorityKey;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.Commit;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.DigestItem;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.AuthoritySetChange;
import dev.runtimebridge.substrate.pruntime.Blocks;
import dev.runtimebridge.substrate.pruntime.GenesisBlockInfo;
import dev.runtimebridge.substrate.pruntime.HeadersToSync;
import dev.runtimebridge.substrate.pruntime.ParaHeaders;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.storage.StorageKeys;
import dev.runtimebridge.substrate.storage.StorageState;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A relay chain and a parachain small enough for a test: relay block n proves parachain head n / 2,
 * and every {@code setChangeEvery} blocks other authorities take over. All of it is real: tries,
 * proofs, signatures.
 */
public final class TinyChain {
  public static final long PARA_ID = 2004;

  private static final int VOTERS = 3;
  private static final Bytes NOW = StorageKeys.plain("Timestamp", "Now");

  private final int setChangeEvery;
  private final Random random = new Random(7);
  private final List<Header> relay = new ArrayList<>();
  private final List<StateTrie> relayStates = new ArrayList<>();
  private final List<Header> para = new ArrayList<>();
  private final List<StateTrie> paraStates = new ArrayList<>();
  private final List<byte[]> changes = new ArrayList<>();

  /** A chain of {@code relayBlocks} blocks behind the genesis block. */
  public TinyChain(int relayBlocks, int setChangeEvery, int changeBytes) {
    this.setChangeEvery = setChangeEvery;
    addParaGenesis(changeBytes);
    for (int n = 1; n <= relayBlocks / 2; n++) {
      addParaBlock(n, changeBytes);
    }
    for (int n = 0; n <= relayBlocks; n++) {
      addRelayBlock(n);
    }
  }

  public Header relay(int number) {
    return relay.get(number);
  }

  public Header para(int number) {
    return para.get(number);
  }

  public Hash256 paraRoot(int number) {
    return paraStates.get(number).root();
  }

  /** The last block that the authorities of block {@code number} finalize. */
  public int endOfSet(int number) {
    return (number + setChangeEvery - 1) / setChangeEvery * setChangeEvery;
  }

  /** SCALE {@code HeadersToSync}, its last header justified. */
  public byte[] headers(int from, int to) {
    return HeadersToSync.encode(
        relay.subList(from, to + 1).stream().map(Header::encode).toList(), justification(to));
  }

  /** A justification of block {@code number} by the authorities whose turn it is. */
  public byte[] justification(int number) {
    return justification(relay.get(number).hash(), number, setOf(number));
  }

  /** A justification by the authorities of set {@code set}. */
  public static byte[] justification(Hash256 hash, long number, int set) {
    var precommits =
        IntStream.range(0, VOTERS)
            .mapToObj(voter -> key(set, voter).precommit(hash, number, 1, set))
            .toList();
    return new GrandpaJustification(1, new Commit(hash, number, precommits), List.of()).encode();
  }

  /** SCALE {@code Vec<Header>}. */
  public byte[] paraHeaders(int from, int to) {
    return ParaHeaders.encode(para.subList(from, to + 1).stream().map(Header::encode).toList());
  }

  /** Proof of the parachain head in the state of relay block {@code number}. */
  public List<Bytes> headProof(int number) {
    return relayStates.get(number).prove(List.of(StorageKeys.paraHead(PARA_ID)));
  }

  /** SCALE {@code Vec<BlockHeaderWithChanges>}. */
  public byte[] blocks(int from, int to) {
    var headers = para.subList(from, to + 1).stream().map(Header::encode).toList();
    return Blocks.encode(headers, changes.subList(from, to + 1));
  }

  /** SCALE {@code GenesisBlockInfo} of relay block 0. */
  public byte[] genesisInfo() {
    return genesisInfo(authorities(0));
  }

  /** The same with a claim of other authorities. */
  public byte[] genesisInfo(AuthoritySet claimed) {
    return new GenesisBlockInfo(Bytes.of(relay.getFirst().encode()), claimed, authorityProof(0))
        .encode();
  }

  /** SCALE {@code StorageState} of the parachain at block {@code number}. */
  public byte[] state(int number) {
    return stateWith(number);
  }

  /** The same with more entries. */
  public byte[] stateWith(int number, StorageEntry... more) {
    List<StorageEntry> entries =
        new ArrayList<>(paraStates.get(number).entries(Bytes.EMPTY).toList());
    entries.addAll(List.of(more));
    return new StorageState(entries).encode();
  }

  /** What a pRuntime up to 2.1 wants with a block that ends a set. */
  public AuthoritySetChange setChange(int number) {
    return new AuthoritySetChange(authorities(setOf(number + 1)), authorityProof(number));
  }

  public AuthoritySet authorities(int set) {
    return new AuthoritySet(set, list(set));
  }

  private List<Bytes> authorityProof(int number) {
    return relayStates
        .get(number)
        .prove(
            List.of(
                StorageKeys.GRANDPA_AUTHORITIES,
                StorageKeys.GRANDPA_AUTHORITIES_WELL_KNOWN,
                StorageKeys.GRANDPA_CURRENT_SET_ID));
  }

  private int setOf(int number) {
    return number == 0 ? 0 : (number - 1) / setChangeEvery;
  }

  private void addParaGenesis(int changeBytes) {
    StateTrie state =
        StateTrie.of(
            List.of(
                new StorageEntry(StorageKeys.PARACHAIN_ID, u32(PARA_ID)),
                new StorageEntry(NOW, u64(0)),
                new StorageEntry(StorageKeys.CODE, randomBytes(changeBytes))),
            StateVersion.V0);
    paraStates.add(state);
    changes.add(StorageChanges.NONE.encode());
    para.add(header(Hash256.ZERO, 0, state.root(), List.of()));
  }

  private void addParaBlock(int number, int changeBytes) {
    List<Change> main = new ArrayList<>();
    main.add(Change.put(NOW, u64(12_000L * number)));
    for (int size = 0; size < changeBytes; size += 256) {
      main.add(Change.put(randomBytes(48), randomBytes(200)));
    }
    var blockChanges = new StorageChanges(main, List.of());
    StateTrie state = paraStates.getLast().apply(blockChanges);
    paraStates.add(state);
    changes.add(blockChanges.encode());
    para.add(header(para.getLast().hash(), number, state.root(), List.of()));
  }

  private void addRelayBlock(int number) {
    Header head = para.get(number / 2);
    int next = setOf(number + 1);
    StateTrie state =
        StateTrie.of(
            List.of(
                new StorageEntry(
                    StorageKeys.paraHead(PARA_ID),
                    Bytes.of(new ScaleWriter().byteVec(head.encode()).toByteArray())),
                new StorageEntry(StorageKeys.GRANDPA_AUTHORITIES, authorityList(next)),
                new StorageEntry(StorageKeys.GRANDPA_CURRENT_SET_ID, u64(next)),
                new StorageEntry(Bytes.utf8("number"), u64(number))),
            StateVersion.V0);
    relayStates.add(state);
    Hash256 parent = number == 0 ? Hash256.ZERO : relay.getLast().hash();
    boolean last = number > 0 && number % setChangeEvery == 0;
    List<DigestItem> digest =
        last ? List.of(new ScheduledChange(list(next), 0).toDigestItem()) : List.of();
    relay.add(header(parent, number, state.root(), digest));
  }

  private static Bytes authorityList(int set) {
    var writer = new ScaleWriter();
    Authority.writeList(writer, list(set));
    return Bytes.of(writer.toByteArray());
  }

  private static List<Authority> list(int set) {
    return IntStream.range(0, VOTERS)
        .mapToObj(voter -> new Authority(key(set, voter).id(), 1))
        .toList();
  }

  private static AuthorityKey key(int set, int voter) {
    byte[] seed = new byte[32];
    seed[0] = (byte) set;
    seed[1] = (byte) (voter + 1);
    return AuthorityKey.fromSeed(seed);
  }

  private Bytes randomBytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static Header header(
      Hash256 parent, long number, Hash256 stateRoot, List<DigestItem> digest) {
    return new Header(parent, number, stateRoot, Hash256.ZERO, digest);
  }

  private static Bytes u32(long value) {
    return Bytes.of(new ScaleWriter().u32(value).toByteArray());
  }

  private static Bytes u64(long value) {
    return Bytes.of(new ScaleWriter().u64(value).toByteArray());
  }
}
