package dev.runtimebridge.devnet.chain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.DevnetSettings;
import dev.runtimebridge.substrate.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a history costs. The bounds are wide, since a loaded machine must not fail the build; the
 * numbers are printed.
 */
class GrowthMeasureTest {
  @Test
  void shouldMakeAnUsualHistoryQuicklyAndHoldItCheaply() {
    long before = usedAfterGc();
    long start = System.nanoTime();
    var chains = new TwoChains(DevnetSettings.defaults());
    chains.growTo(600);
    long millis = (System.nanoTime() - start) / 1_000_000;
    long bytesPerParaBlock = (usedAfterGc() - before) / chains.para().best().number();
    Block last = chains.para().best();
    long proofMillis = proofOf400Keys(last);

    System.out.printf(
        "measured growthMs=%d bytesPerParaBlock=%d proofMs=%d changesBytes=%d%n",
        millis, bytesPerParaBlock, proofMillis, last.changes().encode().length);
    assertTrue(millis < 30_000, "600 relay blocks took " + millis + " ms");
    assertTrue(bytesPerParaBlock < 300_000, bytesPerParaBlock + " bytes per parachain block");
    assertTrue(proofMillis < 200, "a proof of 400 keys took " + proofMillis + " ms");
  }

  private static long proofOf400Keys(Block block) {
    List<Bytes> keys =
        block.state().entries(Bytes.EMPTY).map(entry -> entry.key()).limit(400).toList();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long start = System.nanoTime();
      assertTrue(block.state().prove(keys).size() > 400);
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
    }
    return best;
  }

  private static long usedAfterGc() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
