package dev.runtimebridge.benchmarks;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.storage.StorageChanges;
import dev.runtimebridge.substrate.storage.StorageChanges.Change;
import dev.runtimebridge.substrate.storage.StorageEntry;
import dev.runtimebridge.substrate.trie.PartialTrie;
import dev.runtimebridge.substrate.trie.StateTrie;
import dev.runtimebridge.substrate.trie.StateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A state of 100 000 entries and a block that changes 400 of them, about 40 KiB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class TrieBenchmark {
  private static final int ENTRIES = 100_000;
  private static final int CHANGES = 400;

  private final List<StorageEntry> entries = new ArrayList<>();
  private StateTrie trie = StateTrie.empty(StateVersion.V0);
  private StorageChanges changes = StorageChanges.NONE;
  private List<Bytes> changedKeys = List.of();
  private List<Bytes> proof = List.of();

  /** Makes the state, the changes and their proof. */
  @Setup
  public void fill() {
    var random = new Random(1);
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(new StorageEntry(bytes(random, 48), bytes(random, 80)));
    }
    trie = StateTrie.of(entries, StateVersion.V0);
    List<Change> changed = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      Bytes key = entries.get(random.nextInt(ENTRIES)).key();
      changed.add(new Change(key, Optional.of(bytes(random, 60))));
    }
    changes = new StorageChanges(changed, List.of());
    changedKeys = changed.stream().map(Change::key).toList();
    proof = trie.prove(changedKeys);
  }

  /** The genesis state of a worker. */
  @Benchmark
  public Hash256 build() {
    return StateTrie.of(entries, StateVersion.V0).root();
  }

  /** What a worker does for each block. */
  @Benchmark
  public Hash256 apply() {
    return trie.apply(changes).root();
  }

  /** What a node does when the fetcher asks for the proof. */
  @Benchmark
  public List<Bytes> prove() {
    return trie.prove(changedKeys);
  }

  /** What the fetcher does for each block. */
  @Benchmark
  public PartialTrie.Outcome verifyWithoutState() {
    return PartialTrie.of(trie.root(), proof, StateVersion.V0).apply(changes);
  }

  private static Bytes bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
