package dev.runtimebridge.devnet.runtime.pallet;

import static dev.runtimebridge.devnet.runtime.pallet.DispatchFailure.require;

import dev.runtimebridge.devnet.runtime.RuntimeSettings;
import dev.runtimebridge.devnet.runtime.message.SystemEvent;
import dev.runtimebridge.devnet.runtime.message.WorkerEvent;
import dev.runtimebridge.devnet.runtime.pallet.SessionInfo.State;
import dev.runtimebridge.devnet.runtime.state.Item;
import dev.runtimebridge.devnet.runtime.state.Scale;
import dev.runtimebridge.devnet.runtime.state.Table;
import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;

/**
 * PhalaComputation: sessions of workers.
 *
 * @see <a
 *     href="https://github.com/Phala-Network/phala-blockchain/blob/654b1b6/pallets/phala/src/compute/computation.rs">computation.rs</a>
 */
public final class Computation {
  private static final String PALLET = "PhalaComputation";

  /** All sessions. */
  public static final Table<Bytes, SessionInfo> SESSIONS =
      Table.twox(PALLET, "Sessions", Scale.KEY, SessionInfo.SCALE);

  /** The session of a worker. */
  public static final Table<Bytes, Bytes> WORKER_BINDINGS =
      Table.twox(PALLET, "WorkerBindings", Scale.KEY, Scale.KEY);

  /** What is staked on a session. */
  public static final Table<Bytes, BigInteger> STAKES =
      Table.twox(PALLET, "Stakes", Scale.KEY, Scale.U128);

  /** Seconds between stop and reclaim. */
  public static final Item<Long> COOL_DOWN = Item.of(PALLET, "CoolDownPeriod", Scale.U64);

  private static final Table<Bytes, Bytes> SESSION_BINDINGS =
      Table.twox(PALLET, "SessionBindings", Scale.KEY, Scale.KEY);
  private static final Item<Long> NEXT_SESSION_ID = Item.of(PALLET, "NextSessionId", Scale.U32);

  private static final long MIN_SCORE = 50;

  /** Least stake is this many tokens times the root of the score. */
  private static final double STAKE_FACTOR = 50;

  /** A token staked is worth this much; no session may be worth more than the maximum. */
  private static final BigInteger[] WORTH = {BigInteger.valueOf(13), BigInteger.TEN};

  private static final long MAX_WORTH = 30_000;

  private Computation() {}

  static void bind(Execution block, Bytes session, Bytes worker) throws DispatchFailure {
    require(!WORKER_BINDINGS.has(block.state(), worker), PALLET + ".DuplicateBoundWorker");
    require(!SESSION_BINDINGS.has(block.state(), session), PALLET + ".DuplicateBoundSession");
    WORKER_BINDINGS.put(block.state(), worker, session);
    SESSION_BINDINGS.put(block.state(), session, worker);
    if (!SESSIONS.has(block.state(), session)) {
      SESSIONS.put(block.state(), session, SessionInfo.NEW);
    }
    block.deposit(
        PALLET + ".SessionBound",
        out -> out.bytes(session.toByteArray()).bytes(worker.toByteArray()));
  }

  static void unbind(Execution block, Bytes session, Bytes worker) {
    WORKER_BINDINGS.remove(block.state(), worker);
    SESSION_BINDINGS.remove(block.state(), session);
    block.deposit(
        PALLET + ".SessionUnbound",
        out -> out.bytes(session.toByteArray()).bytes(worker.toByteArray()));
  }

  static SessionInfo session(Execution block, Bytes session) throws DispatchFailure {
    return SESSIONS
        .get(block.state(), session)
        .orElseThrow(() -> new DispatchFailure(PALLET + ".SessionNotFound"));
  }

  static void start(Execution block, Bytes session, BigInteger stake) throws DispatchFailure {
    SessionInfo info = session(block, session);
    require(info.state() == State.READY, PALLET + ".WorkerNotReady");
    Bytes worker =
        SESSION_BINDINGS
            .get(block.state(), session)
            .orElseThrow(() -> new DispatchFailure(PALLET + ".SessionNotBound"));
    long score =
        Registry.WORKERS
            .get(block.state(), worker)
            .flatMap(WorkerInfo::initialScore)
            .orElseThrow(() -> new DispatchFailure(PALLET + ".BenchmarkMissing"));
    require(score > MIN_SCORE, PALLET + ".BenchmarkTooLow");
    BigInteger least = RuntimeSettings.pha((long) (STAKE_FACTOR * Math.sqrt((double) score)));
    require(stake.compareTo(least) >= 0, PALLET + ".InsufficientStake");
    BigInteger one = RuntimeSettings.pha(1);
    BigInteger worth = stake.shiftLeft(64).multiply(WORTH[0]).divide(WORTH[1]).divide(one);
    boolean bounded = worth.compareTo(BigInteger.valueOf(MAX_WORTH).shiftLeft(64)) <= 0;
    require(bounded, PALLET + ".TooMuchStake");

    STAKES.put(block.state(), session, stake);
    SESSIONS.put(block.state(), session, info.started(worth, score, block.timeSeconds()));
    long id = NEXT_SESSION_ID.get(block.state(), 0L);
    NEXT_SESSION_ID.put(block.state(), id + 1);
    Heartbeats.watch(block, worker, session, id);
    tell(block, worker, new WorkerEvent.MiningStart(id, worth, score));
    block.deposit(
        PALLET + ".WorkerStarted", out -> out.bytes(session.toByteArray()).u128(worth).u32(score));
  }

  static void stop(Execution block, Bytes session, Bytes worker) throws DispatchFailure {
    SessionInfo info = session(block, session);
    require(info.state().computes(), PALLET + ".WorkerNotComputing");
    SESSIONS.put(block.state(), session, info.stopped(block.timeSeconds()));
    Heartbeats.forget(block, worker);
    tell(block, worker, new WorkerEvent.MiningStop());
    block.deposit(PALLET + ".WorkerStopped", out -> out.bytes(session.toByteArray()));
  }

  /** Gives the stake back that was bound to a session, once it has cooled down or at once. */
  static BigInteger reclaim(Execution block, Bytes session, boolean atOnce) throws DispatchFailure {
    SessionInfo info = session(block, session);
    long cooled = block.timeSeconds() - info.coolDownStart();
    boolean may = atOnce || cooled >= COOL_DOWN.get(block.state(), 0L);
    require(info.state() == State.COOLING_DOWN && may, PALLET + ".CoolDownNotReady");
    BigInteger stake = STAKES.get(block.state(), session).orElse(BigInteger.ZERO);
    STAKES.remove(block.state(), session);
    SESSIONS.put(block.state(), session, info.in(State.READY));
    block.deposit(
        PALLET + ".WorkerReclaimed",
        out -> out.bytes(session.toByteArray()).u128(stake).u128(BigInteger.ZERO));
    return stake;
  }

  static void tell(Execution block, Bytes worker, WorkerEvent event) {
    block.push(PALLET, new SystemEvent.OfWorker(worker, event));
  }
}
