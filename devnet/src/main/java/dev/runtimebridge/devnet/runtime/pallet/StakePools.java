package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.call.Call;
import dev.runtimebridge.devnet.runtime.pallet.SessionInfo.State;
import dev.runtimebridge.devnet.runtime.state.Item;
import dev.runtimebridge.devnet.runtime.state.Overlay;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.List;

/**
 * PhalaStakePoolv2 with the pools of PhalaBasePool: owners let their workers compute on the pool's
 * stake.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/pallets/phala/src/compute/stake_pool_v2.rs">stake_pool_v2.rs</a>
 */
public final class StakePools {
  private static final String PALLET = "PhalaStakePoolv2";

  /** All pools. */
  public static final Table<Long, StakePool> POOLS =
      Table.twox("PhalaBasePool", "Pools", Scale.U64, StakePool.SCALE);

  /** Number of the next pool. */
  public static final Item<Long> POOL_COUNT = Item.of("PhalaBasePool", "PoolCount", Scale.U64);

  /** The pool of each worker. */
  public static final Table<Bytes, Long> ASSIGNMENTS =
      Table.twox(PALLET, "WorkerAssignments", Scale.KEY, Scale.U64);

  private static final Table<Bytes, Long> SUB_ASSIGNMENTS =
      Table.twox(PALLET, "SubAccountAssignments", Scale.KEY, Scale.U64);
  private static final Table<Bytes, Bytes> SUB_PREIMAGES =
      Table.twox(PALLET, "SubAccountPreimages", Scale.KEY, Scale.RAW);
  private static final int MOST_WORKERS = 200;

  private StakePools() {}

  static void create(Execution block, Bytes owner) {
    long pid = POOL_COUNT.get(block.state(), 0L);
    StakePool pool = put(block.state(), pid, owner, block.rules().freeStake());
    block.deposit(
        PALLET + ".PoolCreated",
        out ->
            out.bytes(owner.toByteArray()).u64(pid).u32(pid).bytes(pool.account().toByteArray()));
  }

  /** Makes a pool with this much to stake. */
  public static StakePool put(Overlay state, long pid, Bytes owner, BigInteger freeStake) {
    var pool = new StakePool(pid, owner, freeStake, List.of(), List.of());
    POOLS.put(state, pid, pool);
    POOL_COUNT.put(state, Math.max(pid + 1, POOL_COUNT.get(state, 0L)));
    WrappedBalances.put(state, pool.account(), freeStake);
    return pool;
  }

  static void addWorker(Execution block, Bytes who, Call.AddWorker call) throws DispatchFailure {
    Bytes key = call.worker();
    WorkerInfo worker =
        Registry.WORKERS
            .get(block.state(), key)
            .orElseThrow(() -> new DispatchFailure(PALLET + ".WorkerNotRegistered"));
    boolean operates = worker.operator().filter(who::equals).isPresent();
    require(operates, PALLET + ".UnauthorizedOperator");
    require(worker.initialScore().isPresent(), PALLET + ".BenchmarkMissing");
    StakePool pool = owned(block, who, call.pid());
    require(!pool.workers().contains(key), PALLET + ".WorkerExists");
    require(!ASSIGNMENTS.has(block.state(), key), PALLET + ".WorkerInAnotherPool");
    require(pool.workers().size() < MOST_WORKERS, PALLET + ".WorkersExceedLimit");
    Bytes session = StakePool.session(call.pid(), key);
    try {
      Computation.bind(block, session, key);
    } catch (DispatchFailure bound) {
      throw new DispatchFailure(PALLET + ".FailedToBindSessionAndWorker");
    }
    POOLS.put(block.state(), call.pid(), pool.with(key));
    ASSIGNMENTS.put(block.state(), key, call.pid());
    SUB_ASSIGNMENTS.put(block.state(), session, call.pid());
    byte[] preimage = new ScaleWriter().u64(call.pid()).bytes(key.toByteArray()).toByteArray();
    SUB_PREIMAGES.put(block.state(), session, Bytes.of(preimage));
    block.deposit(
        PALLET + ".PoolWorkerAdded",
        out -> inPool(out, call.pid(), key).bytes(session.toByteArray()));
  }

  static void removeWorker(Execution block, Bytes who, Call.RemoveWorker call)
      throws DispatchFailure {
    Bytes key = call.worker();
    StakePool pool = ownedWith(block, who, call.pid(), key);
    Bytes session = StakePool.session(call.pid(), key);
    boolean ready = Computation.session(block, session).state() == State.READY;
    require(ready, PALLET + ".WorkerIsNotReady");
    Computation.unbind(block, session, key);
    POOLS.put(block.state(), call.pid(), pool.without(key));
    ASSIGNMENTS.remove(block.state(), key);
    SUB_ASSIGNMENTS.remove(block.state(), session);
    SUB_PREIMAGES.remove(block.state(), session);
    block.deposit(PALLET + ".PoolWorkerRemoved", out -> inPool(out, call.pid(), key));
  }

  static void start(Execution block, Bytes who, Call.StartComputing call) throws DispatchFailure {
    StakePool pool = ownedWith(block, who, call.pid(), call.worker());
    start(block, pool, call.worker(), call.stake());
  }

  static void stop(Execution block, Bytes who, Call.StopComputing call) throws DispatchFailure {
    Bytes key = call.worker();
    StakePool pool = ownedWith(block, who, call.pid(), key);
    require(!pool.coolingDown().contains(key), PALLET + ".WorkerAlreadyStopped");
    Computation.stop(block, StakePool.session(call.pid(), key), key);
    POOLS.put(block.state(), call.pid(), pool.cooling(key));
  }

  /** With more stake, and without cooling down. */
  static void restart(Execution block, Bytes who, Call.RestartComputing call)
      throws DispatchFailure {
    Bytes key = call.worker();
    StakePool pool = ownedWith(block, who, call.pid(), key);
    require(!pool.coolingDown().contains(key), PALLET + ".WorkerAlreadyStopped");
    Bytes session = StakePool.session(call.pid(), key);
    BigInteger before = Computation.STAKES.get(block.state(), session).orElse(BigInteger.ZERO);
    require(call.stake().compareTo(before) >= 0, PALLET + ".CannotRestartWithLessStake");
    Computation.stop(block, session, key);
    free(block, pool, Computation.reclaim(block, session, true));
    start(block, pool, key, call.stake());
  }

  /** By anybody. */
  static void reclaim(Execution block, Call.ReclaimWorker call) throws DispatchFailure {
    Bytes key = call.worker();
    StakePool pool = pool(block, call.pid());
    require(pool.workers().contains(key), PALLET + ".WorkerDoesNotExist");
    free(block, pool, Computation.reclaim(block, StakePool.session(call.pid(), key), false));
    POOLS.put(block.state(), call.pid(), pool.cooled(key));
    block.deposit(PALLET + ".WorkerReclaimed", out -> inPool(out, call.pid(), key));
  }

  private static void start(Execution block, StakePool pool, Bytes worker, BigInteger stake)
      throws DispatchFailure {
    BigInteger free = WrappedBalances.of(block.state(), pool.account());
    require(free.compareTo(stake) >= 0, PALLET + ".InsufficientFreeStake");
    Computation.start(block, StakePool.session(pool.pid(), worker), stake);
    WrappedBalances.put(block.state(), pool.account(), free.subtract(stake));
    BigInteger locked = WrappedBalances.of(block.state(), pool.lockAccount());
    WrappedBalances.put(block.state(), pool.lockAccount(), locked.add(stake));
    block.deposit(PALLET + ".WorkingStarted", out -> inPool(out, pool.pid(), worker).u128(stake));
  }

  private static void free(Execution block, StakePool pool, BigInteger stake) {
    BigInteger free = WrappedBalances.of(block.state(), pool.account());
    WrappedBalances.put(block.state(), pool.account(), free.add(stake));
    BigInteger locked = WrappedBalances.of(block.state(), pool.lockAccount());
    WrappedBalances.put(block.state(), pool.lockAccount(), locked.subtract(stake));
  }

  private static StakePool pool(Execution block, long pid) throws DispatchFailure {
    return POOLS
        .get(block.state(), pid)
        .orElseThrow(() -> new DispatchFailure(PALLET + ".PoolDoesNotExist"));
  }

  private static StakePool owned(Execution block, Bytes who, long pid) throws DispatchFailure {
    StakePool pool = pool(block, pid);
    require(pool.owner().equals(who), PALLET + ".UnauthorizedPoolOwner");
    return pool;
  }

  private static StakePool ownedWith(Execution block, Bytes who, long pid, Bytes worker)
      throws DispatchFailure {
    StakePool pool = owned(block, who, pid);
    require(pool.workers().contains(worker), PALLET + ".WorkerDoesNotExist");
    return pool;
  }

  private static ScaleWriter inPool(ScaleWriter out, long pid, Bytes worker) {
    return out.u64(pid).bytes(worker.toByteArray());
  }
}
