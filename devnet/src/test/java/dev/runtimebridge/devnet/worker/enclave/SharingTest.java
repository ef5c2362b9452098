package dev.runtimebridge.devnet.worker.enclave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.devnet.worker.TinyChain;
import dev.runtimebridge.substrate.trie.StateTrie;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many workers hold what one worker holds. */
class SharingTest {
  private static final int WORKERS = 200;
  private static final int BLOCKS = 60;
  private static final long BYTES_PER_WORKER = 16 << 10;

  private final TinyChain chain = new TinyChain(2 * BLOCKS, 40, 16 << 10);
  private final SharedChecks checks = new SharedChecks();

  @Test
  void shouldHoldOneStateForAllWorkers() throws AppError {
    List<PRuntime> workers = new ArrayList<>();
    workers.add(synced(0));
    long before = usedBytes();
    for (int i = 1; i < WORKERS; i++) {
      workers.add(synced(i));
    }
    long grown = usedBytes() - before;
    StateTrie first = trie(workers.getFirst());
    assertEquals(chain.paraRoot(BLOCKS), first.root());
    workers.forEach(worker -> assertSame(first, trie(worker)));
    assertTrue(
        grown < WORKERS * BYTES_PER_WORKER,
        WORKERS + " workers took " + grown / 1024 + " KiB more than one");
  }

  @Test
  void shouldStillCheckEachWorkersOwnBlocks() throws AppError {
    PRuntime good = synced(0);
    PRuntime behind = initialised(1);
    assertEquals(chain.paraRoot(BLOCKS), trie(good).root());
    var refusal =
        org.junit.jupiter.api.Assertions.assertThrows(
            AppError.class,
            () -> behind.dispatchBlocks(BlockChanges.listOf(chain.blocks(1, 1)), state -> {}));
    assertEquals("NoStateRoot", refusal.getMessage());
  }

  /** A worker fed with requests of its own, decoded anew. */
  private PRuntime synced(int index) throws AppError {
    PRuntime worker = initialised(index);
    for (int from = 1; from <= 2 * BLOCKS; from += 40) {
      worker.syncHeader(RelayHeader.listOf(chain.headers(from, from + 39)), null, number -> false);
    }
    worker.syncParaHeader(
        ParaHeader.listOf(chain.paraHeaders(0, BLOCKS)), Proof.of(chain.headProof(2 * BLOCKS)));
    for (int from = 1; from <= BLOCKS; from += 10) {
      worker.dispatchBlocks(BlockChanges.listOf(chain.blocks(from, from + 9)), state -> {});
    }
    return worker;
  }

  private PRuntime initialised(int index) throws AppError {
    PRuntime worker =
        PRuntime.fresh(Identity.of(1, index), AuthorityTracking.SCHEDULED_CHANGE, checks);
    WholeState genesis = checks.wholeState(chain.state(0));
    worker.initRuntime(InitRequest.of(true, chain.genesisInfo(), genesis, false, null, null));
    return worker;
  }

  private static StateTrie trie(PRuntime worker) {
    return worker.state().orElseThrow().state().trie();
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
