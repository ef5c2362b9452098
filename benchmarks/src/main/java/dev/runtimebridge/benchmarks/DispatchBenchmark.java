package dev.runtimebridge.benchmarks;

import dev.runtimebridge.dispatch.domain.Candidate;
import dev.runtimebridge.dispatch.domain.Chances;
import dev.runtimebridge.dispatch.domain.Draw;
import dev.runtimebridge.dispatch.domain.Field;
import dev.runtimebridge.dispatch.domain.Machine;
import dev.runtimebridge.dispatch.domain.Seed;
import dev.runtimebridge.dispatch.domain.Stake;
import dev.runtimebridge.dispatch.domain.StakePlan;
import dev.runtimebridge.dispatch.domain.StakePlanner;
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

/** 100 000 workers of 1 000 different weights, five of them drawn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class DispatchBenchmark {
  private static final int TASKS = 5;

  private final List<Candidate> candidates =
      IntStream.range(0, 100_000)
          .mapToObj(i -> new Candidate("worker-" + i, 100 + 3L * (i % 1_000)))
          .toList();
  private final Field field = Field.of(candidates.stream().map(Candidate::weight).toList());
  private final StakePlanner planner =
      new StakePlanner(
          field,
          IntStream.range(0, 10)
              .mapToObj(i -> new Machine("tee-" + i, 200 + 100L * i, Stake.ZERO))
              .toList(),
          TASKS);
  private long seed;

  /** The winners of one round. */
  @Benchmark
  public List<Candidate> draw() {
    return Draw.of(new Seed(seed++, 0, 0, 0), TASKS, candidates);
  }

  /** The exact chance of every worker. */
  @Benchmark
  public Chances chances() {
    return Chances.of(field, TASKS);
  }

  /** 20 000 coins over ten different machines. */
  @Benchmark
  public StakePlan plan() {
    return planner.best(Stake.ofCoins(20_000), Stake.ZERO);
  }
}
