package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.devnet.chain.Block;
import dev.runtimebridge.devnet.chain.DevChain;
import dev.runtimebridge.fetcher.domain.ChainPoint;
import dev.runtimebridge.fetcher.domain.EncodedHeader;
import dev.runtimebridge.fetcher.domain.ParaRuntime;
import dev.runtimebridge.fetcher.port.ChainNode;
import dev.runtimebridge.fetcher.port.NodeException;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.FinalityProof;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node of the relay chain or of the parachain as one process sees it, with the node's faults. */
final class SimChainNode implements ChainNode {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration TELLS_EVERY = Duration.ofSeconds(6);
  private static final int KEPT_WHEN_PRUNED = 10;

  private final SimProcess process;
  private final String endpoint;
  private final boolean relay;
  private final ChainTime time;
  private final SharedChains other;
  private final Faults faults;
  private final Load load;
  private int connections;
  private boolean connected;

  /** How many calls are under way at once, of one process to all its nodes. */
  static final class Load {
    int now;
    int most;
  }

  SimChainNode(
      SimProcess process,
      String endpoint,
      boolean relay,
      ChainTime time,
      SharedChains other,
      Faults faults,
      Load load) {
    this.process = process;
    this.endpoint = endpoint;
    this.relay = relay;
    this.time = time;
    this.other = other;
    this.faults = faults;
    this.load = load;
  }

  /** What a node does when it was asked. */
  private interface Answer<T> {
    T get() throws NodeException;
  }

  private <T> T ask(String method, Answer<T> answer) throws NodeException {
    Scheduler scheduler = process.scheduler();
    load.now++;
    load.most = Math.max(load.most, load.now);
    try {
      boolean fails = faults.failsOneIn > 0 && scheduler.oneIn(faults.failsOneIn);
      Duration most = faults.slow ? Duration.ofSeconds(8) : Duration.ofMillis(60);
      process.pause(scheduler.between(Duration.ofMillis(1), most));
      if (!connected || faults.down || fails) {
        if (faults.down) {
          process.pause(scheduler.oneIn(2) ? DEADLINE : Duration.ofMillis(5));
        }
        connected = connected && !faults.down;
        throw new NodeException.Unavailable(endpoint + ": no answer to " + method);
      }
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeException.Unavailable(endpoint + ": interrupted", e);
    } finally {
      load.now--;
    }
  }

  private SharedChains chains() {
    return faults.otherChain ? other : time.chains();
  }

  private DevChain chain() {
    return relay ? chains().chains().relay() : chains().chains().para();
  }

  private long finalized() {
    long truth = relay ? time.relay() : time.para();
    return Math.clamp(truth - faults.lag, 0, chain().best().number());
  }

  private Block known(Hash256 hash, String method) throws NodeException {
    return chain()
        .block(hash)
        .filter(block -> block.number() <= finalized() + 1)
        .orElseThrow(() -> NodeException.Refused.unknownBlock(endpoint, method, hash));
  }

  private Block kept(Hash256 hash, String method) throws NodeException {
    Block block = known(hash, method);
    if (faults.pruned && block.number() + KEPT_WHEN_PRUNED < finalized()) {
      throw new NodeException.Refused(method, 4003, "State already discarded for " + hash);
    }
    return block;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public void connect(Runnable onFinalized) throws NodeException {
    if (connected) {
      return;
    }
    connected = true;
    try {
      ask("connect", () -> true);
    } catch (NodeException e) {
      connected = false;
      throw e;
    }
    int mine = ++connections;
    process.start("heads " + endpoint, () -> tell(mine, onFinalized));
  }

  private void tell(int connection, Runnable onFinalized) {
    try {
      while (connected && connection == connections) {
        process.pause(TELLS_EVERY);
        if (!faults.deaf && !faults.down) {
          onFinalized.run();
          if (faults.talksTwice) {
            onFinalized.run();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Set<String> methods() throws NodeException {
    return ask(
        "rpc_methods", () -> Set.of(relay ? "grandpa_proveFinality" : "pha_getStorageChangesAt"));
  }

  @Override
  public String chainName() throws NodeException {
    return ask("system_chain", () -> relay ? "Relay" : "Para");
  }

  @Override
  public ChainPoint finalizedHead() throws NodeException {
    return ask(
        "chain_getFinalizedHead",
        () -> {
          Block head = chain().block(finalized()).orElseThrow();
          return new ChainPoint(head.number(), head.hash());
        });
  }

  @Override
  public Optional<Hash256> blockHash(long number) throws NodeException {
    return ask("chain_getBlockHash", () -> hashOf(number));
  }

  private Optional<Hash256> hashOf(long number) {
    long shown = faults.wrongHashes && number > 0 ? number - 1 : number;
    return shown > finalized() + 1 ? Optional.empty() : chain().block(shown).map(Block::hash);
  }

  @Override
  public List<Hash256> blockHashes(long from, long to) throws NodeException {
    return ask(
        "chain_getBlockHash",
        () -> {
          var hashes = new ArrayList<Hash256>();
          for (long number = from; number <= to; number++) {
            hashOf(number).ifPresent(hashes::add);
          }
          return hashes;
        });
  }

  @Override
  public EncodedHeader header(Hash256 block) throws NodeException {
    return ask(
        "chain_getHeader",
        () -> {
          if (faults.wrongHeader && process.scheduler().oneIn(3)) {
            throw new NodeException.Unverified(endpoint + ": the header sent has another hash");
          }
          return chains().header(known(block, "chain_getHeader"));
        });
  }

  @Override
  public Optional<Bytes> justification(Hash256 hash) throws NodeException {
    return ask(
        "chain_getBlock",
        () ->
            chains()
                .chains()
                .finality()
                .stored(known(hash, "chain_getBlock").number(), finalized())
                .map(justification -> bent(Bytes.of(justification.encode()))));
  }

  @Override
  public Optional<Bytes> proveFinality(long number) throws NodeException {
    return ask(
        "grandpa_proveFinality",
        () -> {
          if (number > finalized()) {
            throw new NodeException.Refused("grandpa_proveFinality", 4, "Block not yet finalized");
          }
          // It may say that it is further than anybody is, but cannot prove so.
          long proven = Math.min(finalized(), time.relay());
          return number > proven
              ? Optional.empty()
              : chains().chains().finality().prove(number, proven).map(this::proof);
        });
  }

  private Bytes proof(FinalityProof proof) {
    List<dev.runtimebridge.substrate.header.Header> unknown =
        faults.wrongHeader && proof.unknownHeaders().size() > 2
            ? proof.unknownHeaders().subList(1, proof.unknownHeaders().size())
            : proof.unknownHeaders();
    return Bytes.of(
        new FinalityProof(proof.block(), bent(proof.justification()), unknown).encode());
  }

  private Bytes bent(Bytes justification) {
    return faults.badJustification ? flipped(justification, 0) : justification;
  }

  private static Bytes flipped(Bytes bytes, int at) {
    byte[] altered = bytes.toByteArray();
    altered[at] ^= 1;
    return Bytes.of(altered);
  }

  @Override
  public Optional<Bytes> storage(Bytes key, Hash256 block) throws NodeException {
    return ask("state_getStorage", () -> kept(block, "state_getStorage").state().get(key));
  }

  @Override
  public List<Bytes> readProof(Collection<Bytes> keys, Hash256 block) throws NodeException {
    return ask(
        "state_getReadProof",
        () -> bent(kept(block, "state_getReadProof").state().prove(List.copyOf(keys))));
  }

  @Override
  public List<Bytes> childReadProof(Bytes childKey, Collection<Bytes> keys, Hash256 block)
      throws NodeException {
    return ask(
        "state_getChildReadProof",
        () ->
            bent(
                kept(block, "state_getChildReadProof")
                    .state()
                    .proveChild(childKey, List.copyOf(keys))));
  }

  private List<Bytes> bent(List<Bytes> nodes) {
    if (!faults.badProof || nodes.isEmpty()) {
      return nodes;
    }
    var altered = new ArrayList<>(nodes);
    altered.set(nodes.size() - 1, flipped(nodes.getLast(), nodes.getLast().length() - 1));
    return altered;
  }

  @Override
  public ParaRuntime runtime(ChainPoint block) throws NodeException {
    return ask(
        "state_getMetadata", () -> chains().runtime(kept(block.hash(), "state_getMetadata")));
  }

  @Override
  public Bytes storageChanges(Hash256 hash) throws NodeException {
    return ask(
        "pha_getStorageChangesAt",
        () -> {
          Block block = kept(hash, "pha_getStorageChangesAt");
          return faults.wrongChanges ? altered(block) : chains().changes(block);
        });
  }

  private static Bytes altered(Block block) {
    var main = new ArrayList<>(block.changes().main());
    Change changed = main.get(main.size() / 2);
    main.set(main.size() / 2, Change.put(changed.key(), Bytes.of(new byte[] {1, 2, 3})));
    return Bytes.of(new StorageChanges(main, block.changes().child()).encode());
  }

  @Override
  public List<StorageEntry> state(Hash256 block) throws NodeException {
    return ask(
        "state_getPairs",
        () -> {
          try (var entries = kept(block, "state_getPairs").state().entries(Bytes.EMPTY)) {
            return entries.toList();
          }
        });
  }

  @Override
  public void close() {
    connected = false;
    connections++;
  }
}
