package dev.runtimebridge.devnet.worker.host;

import dev.runtimebridge.devnet.worker.FarmSettings;
import dev.runtimebridge.devnet.worker.RestartFrom;
import dev.runtimebridge.devnet.worker.WorkerFaults;
import dev.runtimebridge.devnet.worker.checkpoint.CheckpointStore;
import dev.runtimebridge.devnet.worker.enclave.AppError;
import dev.runtimebridge.devnet.worker.enclave.BlockChanges;
import dev.runtimebridge.devnet.worker.enclave.Identity;
import dev.runtimebridge.devnet.worker.enclave.PRuntime;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import dev.runtimebridge.devnet.worker.enclave.SharedChecks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker as a process: its enclave behind one lock, as pRuntime has it, its checkpoints and its
 * faults. Safe for all threads.
 *
 * <p>Blocks are executed on a copy without the lock; meanwhile other calls are refused or answered
 * from the old state, and at the end the copy takes the enclave's place.
 */
public final class HostedWorker {
  /** What callers are told while blocks are executed. */
  public static final String RCU_IN_PROGRESS =
      "RCU in progress, please try the request again later";

  private static final Logger LOG = LoggerFactory.getLogger(HostedWorker.class);

  private final int index;
  private final Identity identity;
  private final FarmSettings settings;
  private final SharedChecks checks;
  private final CheckpointStore checkpoints;
  private final FaultPlan faults = new FaultPlan(this);
  private final ReentrantLock lock = new ReentrantLock();

  private PRuntime pruntime;
  private boolean executing;
  private long attestedAtSecond;
  private final AtomicInteger life = new AtomicInteger();

  /** A worker that starts from its newest checkpoint, if it has one. */
  public HostedWorker(
      int index, FarmSettings settings, SharedChecks checks, CheckpointStore checkpoints) {
    this.index = index;
    this.identity = Identity.of(settings.seed(), index);
    this.settings = settings;
    this.checks = checks;
    this.checkpoints = checkpoints;
    this.pruntime = start(checkpoints.load(index, 0));
  }

  /** Something asked of the enclave. */
  @FunctionalInterface
  public interface Call<T> {
    /** Asks it. */
    T on(PRuntime pruntime) throws AppError;
  }

  /** How it answers now. */
  public Illness illness() {
    return faults.illness();
  }

  /** Makes it ill. */
  public WorkerFaults faults() {
    return faults;
  }

  /** Whether its justification of this header shall count as bad. */
  public boolean refusesJustification(long number) {
    return faults.refusesJustification(number);
  }

  /** Whether the services that attest are there for it. */
  public boolean canAttest() {
    return faults.canAttest();
  }

  /** Whether it signs wrong results of its tasks. */
  public boolean computesWrongly() {
    return faults.computesWrongly();
  }

  /** Asks something that is answered at any time. */
  public <T> T read(Call<T> call) throws AppError {
    lock.lock();
    try {
      return call.on(pruntime);
    } finally {
      lock.unlock();
    }
  }

  /** Asks something that is refused while blocks are executed. */
  public <T> T call(Call<T> call) throws AppError {
    lock.lock();
    try {
      requireIdle();
      return call.on(pruntime);
    } finally {
      lock.unlock();
    }
  }

  /** DispatchBlocks. */
  public long dispatchBlocks(List<BlockChanges> blocks) throws AppError {
    if (!settings.rcu()) {
      return call(locked -> locked.dispatchBlocks(blocks, state -> checkpointIfDue(state, life())));
    }
    PRuntime copy;
    int begun = life();
    lock.lock();
    try {
      requireIdle();
      executing = true;
      copy = pruntime.copy();
    } finally {
      lock.unlock();
    }
    try {
      hold(faults.heldBlocks());
      return copy.dispatchBlocks(blocks, state -> checkpointIfDue(state, begun));
    } finally {
      finish(copy, begun);
    }
  }

  /** Fails if the worker has ended since {@code begun}. */
  public void requireAlive(int begun) throws ProcessDied {
    if (begun != life()) {
      throw new ProcessDied(index);
    }
  }

  /** Counts its starts. */
  public int life() {
    return life.get();
  }

  /** TakeCheckpoint. */
  public long takeCheckpoint() throws AppError {
    return call(
        locked -> {
          RuntimeState state = locked.initialized();
          save(state);
          return state.nextBlock() - 1;
        });
  }

  /** When the attestation was made that a caller gets now: it is used again for an hour. */
  public long attestedAtSecond(long nowSecond, boolean refresh) {
    lock.lock();
    try {
      if (refresh || nowSecond > attestedAtSecond + 3600) {
        attestedAtSecond = nowSecond;
      }
      return attestedAtSecond;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it, as Stop does, and starts it again. */
  public void stop(boolean removeCheckpoints) {
    restart(removeCheckpoints ? RestartFrom.NOTHING : RestartFrom.NEWEST_CHECKPOINT);
  }

  /** Ends it and starts it again. */
  public void restart(RestartFrom from) {
    Optional<RuntimeState> found =
        switch (from) {
          case NEWEST_CHECKPOINT -> checkpoints.load(index, 0);
          case OLDER_CHECKPOINT -> checkpoints.load(index, 1);
          case NOTHING -> {
            checkpoints.remove(index);
            yield Optional.empty();
          }
        };
    replace(start(found));
    LOG.info(
        "worker restarted workerId={} from={} block={}",
        index,
        from,
        found.map(state -> state.nextBlock() - 1).orElse(0L));
  }

  void becomeForeign() {
    replace(
        PRuntime.restored(identity, settings.authorityTracking(), checks, OtherGenesis.state()));
  }

  private PRuntime start(Optional<RuntimeState> checkpoint) {
    return checkpoint
        .map(state -> state.with(state.life().afterRestart(faults.losesBenchmark())))
        .map(state -> PRuntime.restored(identity, settings.authorityTracking(), checks, state))
        .orElseGet(() -> PRuntime.fresh(identity, settings.authorityTracking(), checks));
  }

  private void replace(PRuntime next) {
    lock.lock();
    try {
      pruntime = next;
      executing = false;
      attestedAtSecond = 0;
      life.incrementAndGet();
    } finally {
      lock.unlock();
    }
  }

  private void finish(PRuntime copy, int begun) {
    lock.lock();
    try {
      if (begun == life()) {
        pruntime = copy;
        executing = false;
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkpointIfDue(RuntimeState state, int begun) {
    int every = settings.checkpointEvery();
    if (every == 0 || (state.nextBlock() - 1) % every != 0) {
      return;
    }
    // With the lock, so that a worker that ended does not write behind the back of its next life.
    lock.lock();
    try {
      if (begun == life()) {
        save(state);
      }
    } finally {
      lock.unlock();
    }
  }

  private void save(RuntimeState state) {
    checkpoints.save(index, state);
  }

  private void requireIdle() throws AppError {
    if (executing) {
      throw new AppError(RCU_IN_PROGRESS);
    }
  }

  private static void hold(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }
}
