package dev.runtimebridge.devnet.worker.life;

/**
 * A measurement that is going on.
 *
 * @param startBlock block that asked for it
 * @param startTimeMs time of that block
 * @param duration blocks after which the worker reports
 * @param cutShort whether the worker was restarted meanwhile, so that hardly any work was done
 */
public record Benchmark(long startBlock, long startTimeMs, long duration, boolean cutShort) {
  Benchmark afterRestart() {
    return new Benchmark(startBlock, startTimeMs, duration, true);
  }

  boolean isOver(long block) {
    return block >= startBlock + duration;
  }
}
