package dev.runtimebridge.benchmarks;

import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.header.Header;
import dev.runtimebridge.substrate.pruntime.HeadersToSync;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding a batch of 512 relay-chain headers, once for however many workers get it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class RequestBenchmark {
  private final List<byte[]> headers =
      IntStream.range(0, 512)
          .mapToObj(
              number ->
                  new Header(Hash256.ZERO, number, Hash256.ZERO, Hash256.ZERO, List.of()).encode())
          .toList();
  private final byte[] justification = new byte[40_000];

  /** From records as received to the bytes of the request. */
  @Benchmark
  public byte[] encodeHeaders() {
    return HeadersToSync.encode(headers, justification);
  }

  /** What a verifier does with each header. */
  @Benchmark
  public Hash256 decodeAndHashHeader() {
    return Header.decode(headers.getLast()).hash();
  }
}
