package dev.runtimebridge.syncer.facts;

import dev.runtimebridge.schemas.v1.AggregateStateRecord;
import dev.runtimebridge.schemas.v1.ParaStateRecord;
import dev.runtimebridge.schemas.v1.PoolState;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.PoolFacts;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the parachain says of workers and pools as of one block, and what the operators say of the
 * pools. Records come from one thread; any thread may ask.
 */
public final class FactsTable {
  /** Records of a block that the fetcher writes with its clock; more than any block changes. */
  private static final int MOST_HELD = 1_000_000;

  private final ChainFacts chain = new ChainFacts();
  private final Map<Long, PoolFacts> pools = new HashMap<>();
  private final List<ParaStateRecord> held = new ArrayList<>();
  private boolean complete;

  /**
   * Takes in a record of {@code chain.para-state}. It counts once the clock of its block follows,
   * so that nobody sees half a block.
   *
   * @throws dev.runtimebridge.syncer.topology.UnreadableRecord if a record of the block says what
   *     cannot be
   */
  public synchronized void apply(ParaStateRecord from) {
    held.add(from);
    boolean blockIsWhole = from.getItemCase() == ParaStateRecord.ItemCase.CLOCK;
    if (blockIsWhole || held.size() > MOST_HELD) {
      held.forEach(chain::apply);
      held.clear();
    }
  }

  /** Takes in a record of {@code worker.state}; those of workers say nothing here. */
  public synchronized void apply(AggregateStateRecord from) {
    if (!from.hasPool()) {
      return;
    }
    PoolState pool = from.getPool();
    long pid = pool.getConfig().getPid();
    pools.put(pid, pool.getDeleted() ? PoolFacts.unknown(pid) : known(pid, pool));
  }

  /** The log was read up to where it ended when reading began; before that nothing is told. */
  public synchronized void complete() {
    complete = true;
  }

  /** Forgets everything, because the log is read again. */
  public synchronized void clear() {
    complete = false;
    held.clear();
    pools.clear();
    chain.clear();
  }

  /** What is said of a worker and of the pool that it belongs to by its configuration. */
  public synchronized Optional<WorkerFacts> of(Bytes publicKey, long pid) {
    return complete
        ? chain.of(publicKey, pools.getOrDefault(pid, PoolFacts.unknown(pid)))
        : Optional.empty();
  }

  private static PoolFacts known(long pid, PoolState pool) {
    return new PoolFacts(
        pid,
        true,
        pool.getConfig().getSyncOnly(),
        pool.hasOperator()
            ? Optional.of(Bytes.of(pool.getOperator().getAccount().toByteArray()))
            : Optional.empty(),
        pool.getOperator().hasProxied()
            ? Optional.of(Bytes.of(pool.getOperator().getProxied().toByteArray()))
            : Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
