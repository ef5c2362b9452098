package dev.runtimebridge.devnet.worker.enclave;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.runtimebridge.devnet.worker.enclave.RelayHeader.Justification;
import dev.runtimebridge.devnet.worker.life.BlockNews;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.ScheduledChange;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageState;
import dev.runtimebridge.substrate.trie.ReadProof;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.util.Optional;

/**
 * Remembers what was found out about given bytes, so that of a thousand workers that get the same
 * bytes one computes. Each worker still asks for every check, and an answer is only reused for
 * exactly the same inputs, told apart by SHA-256. Bounded, and safe for all threads.
 */
public final class SharedChecks {
  private static final long STATE_BYTES = 96L << 20;
  // A changed value brings new nodes on its way to the root.
  private static final int TRIE_BYTES_PER_CHANGE_BYTE = 4;

  private final Cache<JustificationCase, Optional<String>> verdicts = bounded(16_384);
  private final Cache<ProofCase, Optional<String>> proofs = bounded(16_384);
  private final Cache<BlockCase, StateTrie> steps =
      Caffeine.newBuilder()
          .maximumWeight(STATE_BYTES)
          .weigher((BlockCase block, StateTrie state) -> block.weight())
          .build();
  private final Cache<Hash256, WholeState> wholes = Caffeine.newBuilder().weakValues().build();
  private final Cache<StateName, StateTrie> states = Caffeine.newBuilder().weakValues().build();

  private final Cache<SuccessionCase, KnownAuthorities> successions = bounded(1_024);

  private final Cache<Hash256, BlockNews> news = bounded(1_024);

  private record SuccessionCase(Hash256 authorities, Hash256 announcedBy) {}

  private record JustificationCase(
      Hash256 justification, Hash256 target, long number, Hash256 authorities) {}

  private record ProofCase(Hash256 root, Hash256 proof, Bytes key, Hash256 expected) {}

  private record BlockCase(Hash256 parent, boolean childrenKnown, Hash256 changes, int weight) {}

  private record StateName(Hash256 root, boolean childrenKnown) {}

  /** Why the justification does not make {@code target} final, in pRuntime's words; or nothing. */
  Optional<String> justification(
      Justification justification, Hash256 target, long number, KnownAuthorities authorities) {
    return verdicts.get(
        new JustificationCase(justification.digest(), target, number, authorities.digest()),
        asked ->
            JustificationTexts.refusal(justification.encoded(), target, number, authorities.set()));
  }

  /** The authorities after {@code now}, announced by the header with this hash. */
  KnownAuthorities successor(KnownAuthorities now, Hash256 header, ScheduledChange change) {
    return successions.get(
        new SuccessionCase(now.digest(), header),
        asked -> KnownAuthorities.of(now.set().next(change)));
  }

  /** Why the proof does not show {@code expected} at {@code key}, in pRuntime's words. */
  Optional<String> storageValue(Hash256 root, Proof proof, Bytes key, Bytes expected) {
    return proofs.get(
        new ProofCase(root, proof.digest(), key, Digests.of(expected.toByteArray())),
        asked -> readProof(root, proof, key, expected));
  }

  /** The state after a block. */
  ParaState after(ParaState before, BlockChanges block) {
    var asked =
        new BlockCase(
            before.trie().root(),
            before.childrenKnown(),
            block.digest(),
            256 + Math.min(block.size(), 1 << 28) * TRIE_BYTES_PER_CHANGE_BYTE);
    StateTrie trie = steps.get(asked, missed -> before.trie().apply(block.changes()));
    return shared(new ParaState(trie, before.childrenKnown()));
  }

  /** What the block that led to a state says to workers. */
  BlockNews news(ParaState after) {
    return news.get(after.trie().root(), missed -> BlockNews.in(after.trie()));
  }

  /** The state that SCALE {@code StorageState} holds. */
  public WholeState wholeState(byte[] encodedState) {
    return wholes.get(
        Digests.of(encodedState),
        missed -> {
          WholeState whole = WholeState.of(StorageState.decode(encodedState));
          return new WholeState(shared(whole.state()), whole.paraId());
        });
  }

  /** The one copy of this state that all workers hold. */
  public ParaState shared(ParaState state) {
    var name = new StateName(state.trie().root(), state.childrenKnown());
    return new ParaState(states.get(name, missed -> state.trie()), state.childrenKnown());
  }

  private static Optional<String> readProof(Hash256 root, Proof proof, Bytes key, Bytes expected) {
    return switch (ReadProof.of(root, proof.nodes()).read(key)) {
      case ReadProof.Lookup.Found(Bytes value) when value.equals(expected) -> Optional.empty();
      case ReadProof.Lookup.Found found -> Optional.of("storage value mismatch");
      case ReadProof.Lookup.Absent absent -> Optional.of("storage value unavailable");
      case ReadProof.Lookup.Unproven(String why) ->
          Optional.of("Failed to read value from trie: " + why);
    };
  }

  private static <K, V> Cache<K, V> bounded(int entries) {
    return Caffeine.newBuilder().maximumSize(entries).build();
  }
}
