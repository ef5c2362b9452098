package dev.runtimebridge.benchmarks;

import dev.runtimebridge.substrate.grandpa.Authority;
import dev.runtimebridge.substrate.grandpa.AuthorityKey;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.grandpa.Commit;
import dev.runtimebridge.substrate.grandpa.GrandpaJustification;
import dev.runtimebridge.substrate.grandpa.JustificationVerifier;
import dev.runtimebridge.substrate.grandpa.Verdict;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding and verifying one GRANDPA justification; Polkadot has 300 authorities, Kusama 1 000. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class JustificationBenchmark {
  private static final long ROUND = 7;
  private static final long SET_ID = 3;
  private static final long NUMBER = 1_000_000;

  /** Size of the authority set. */
  @Param({"4", "300", "1000"})
  public int authorities;

  private AuthoritySet set = new AuthoritySet(SET_ID, List.of());
  private byte[] encoded = {};
  private Hash256 target = Hash256.ZERO;

  /** Lets every authority vote for one block. */
  @Setup
  public void sign() {
    target = Hashing.blake2b256(new byte[] {1});
    List<AuthorityKey> keys =
        IntStream.range(0, authorities)
            .mapToObj(i -> AuthorityKey.fromSeed(ByteBuffer.allocate(32).putInt(i).array()))
            .toList();
    set = new AuthoritySet(SET_ID, keys.stream().map(key -> new Authority(key.id(), 1)).toList());
    var votes = keys.stream().map(key -> key.precommit(target, NUMBER, ROUND, SET_ID)).toList();
    encoded =
        new GrandpaJustification(ROUND, new Commit(target, NUMBER, votes), List.of()).encode();
  }

  /** What the fetcher does once for each justified header. */
  @Benchmark
  public Verdict decodeAndVerify() {
    return JustificationVerifier.verify(GrandpaJustification.decode(encoded), target, NUMBER, set);
  }
}
