package dev.runtimebridge.syncer.domain;

import static dev.runtimebridge.syncer.domain.ChainScenario.KEY;
import static dev.runtimebridge.syncer.domain.ChainScenario.OPERATOR;
import static dev.runtimebridge.syncer.domain.ChainScenario.POOL;
import static dev.runtimebridge.syncer.domain.ChainScenario.STRANGER;
import static dev.runtimebridge.syncer.domain.ChainScenario.filled;

import dev.runtimebridge.substrate.Bytes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One worker on a chain, with transactions that take their time, get lost, fail, or land. */
final class TinyChain {
  private static final int SECONDS_PER_BLOCK = 12;
  private static final int BENCHMARK_BLOCKS = 4;

  private static final PoolFacts BY_PROXY =
      new PoolFacts(
          POOL.pid(),
          true,
          false,
          Optional.of(STRANGER),
          Optional.of(OPERATOR),
          POOL.onChain(),
          POOL.freeStake());

  private final Random random;
  private final List<UnderWay> underWay = new ArrayList<>();
  private final List<Observation.CallOutcomeSeen> outcomes = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private long block = 10;
  private Optional<Registration> registration = Optional.empty();
  private long scoreAt = Long.MAX_VALUE;
  private Optional<Long> pid = Optional.empty();
  private Optional<SessionState> session = Optional.empty();
  private BigInteger staked = BigInteger.ZERO;
  private long next;
  private boolean kind;
  private boolean byProxy;

  private record UnderWay(TransactionRequest request, long lands, boolean lost) {}

  TinyChain(Random random) {
    this.random = random;
  }

  /** From now on nothing gets lost and nothing fails by chance. */
  void calmDown() {
    kind = true;
  }

  Instant time() {
    return Instant.ofEpochSecond(ChainScenario.NOW + block * SECONDS_PER_BLOCK);
  }

  /** Takes a request, and checks that no other for the same thing is under way. */
  void take(TransactionRequest request) {
    if (!seen.add(request.id())) {
      throw new AssertionError("request " + request.id() + " twice");
    }
    for (UnderWay other : underWay) {
      boolean same =
          request.call() instanceof ChainCall.SyncOffchainMessage
              ? request.call().equals(other.request().call())
              : !(other.request().call() instanceof ChainCall.SyncOffchainMessage);
      if (same) {
        throw new AssertionError(request + " while " + other.request() + " is under way");
      }
      boolean outOfOrder =
          request.call() instanceof ChainCall.SyncOffchainMessage
              && other.request().call() instanceof ChainCall.SyncOffchainMessage
              && !request.operator().equals(other.request().operator());
      if (outOfOrder) {
        throw new AssertionError(request + " while another account signs " + other.request());
      }
    }
    boolean needless =
        switch (request.call()) {
          case ChainCall.SyncOffchainMessage message -> message.sequence() < next;
          case ChainCall.AddWorker add -> pid.isPresent();
          case ChainCall.StartComputing start -> staked.signum() > 0;
          default -> false;
        };
    if (needless) {
      throw new AssertionError(request + " though the chain has it");
    }
    int delay = kind ? 2 : 1 + random.nextInt(10);
    underWay.add(new UnderWay(request, block + delay, !kind && random.nextInt(5) == 0));
  }

  void nextBlock() {
    block++;
    if (!kind && random.nextInt(40) == 0) {
      byProxy = !byProxy;
    }
    if (block >= scoreAt) {
      long score = !kind && random.nextInt(4) == 0 ? 3 : 120;
      registration = registration.map(known -> scored(known, score));
      scoreAt = Long.MAX_VALUE;
    }
    if (!kind && random.nextInt(60) == 0 && session.equals(Optional.of(SessionState.WORKER_IDLE))) {
      session = Optional.of(SessionState.WORKER_UNRESPONSIVE);
    } else if (session.equals(Optional.of(SessionState.WORKER_UNRESPONSIVE))) {
      session = Optional.of(SessionState.WORKER_IDLE);
    }
    for (UnderWay due : List.copyOf(underWay)) {
      if (due.lands() <= block) {
        underWay.remove(due);
        Optional<CallFailure> failure =
            due.lost()
                ? Optional.of(new CallFailure(CallFailure.Kind.GAVE_UP, "", "", ""))
                : execute(due.request().call());
        outcomes.add(
            new Observation.CallOutcomeSeen(
                new CallResult(due.request().id(), failure), due.lost() ? 0 : block));
      }
    }
  }

  /** Outcomes that nobody has been told of yet. */
  List<Observation.CallOutcomeSeen> takeOutcomes() {
    var taken = List.copyOf(outcomes);
    outcomes.clear();
    return taken;
  }

  /** Messages that the worker holds for the chain; it learns late what the chain has. */
  List<ChainCall.SyncOffchainMessage> egress(int upTo) {
    List<ChainCall.SyncOffchainMessage> held = new ArrayList<>();
    if (registration.isPresent()) {
      for (long sequence = Math.max(0, next - 3); sequence < upTo; sequence++) {
        held.add(ChainScenario.message(sequence));
      }
    }
    return held;
  }

  long nextSequence() {
    return next;
  }

  WorkerFacts facts() {
    return new WorkerFacts(
        KEY,
        block,
        time(),
        registration,
        pid,
        session.map(state -> filled(5)),
        session.map(
            state ->
                new ComputeSession(
                    filled(5),
                    state,
                    Bytes.EMPTY,
                    Bytes.EMPTY,
                    0,
                    1,
                    1,
                    1,
                    ChainScenario.NOW,
                    "0")),
        staked,
        next,
        List.of(),
        100,
        0,
        byProxy ? BY_PROXY : POOL);
  }

  private Optional<CallFailure> execute(ChainCall call) {
    if (!kind && random.nextInt(6) == 0) {
      return failure("PhalaStakePoolv2", "InsufficientFreeStake");
    }
    return switch (call) {
      case ChainCall.RegisterWorker register -> {
        registration =
            Optional.of(
                new Registration(
                    KEY,
                    1,
                    time().getEpochSecond(),
                    Optional.of(OPERATOR),
                    "",
                    1,
                    registration.flatMap(Registration::initialScore)));
        scoreAt = !kind && random.nextInt(5) == 0 ? Long.MAX_VALUE : block + BENCHMARK_BLOCKS;
        yield Optional.empty();
      }
      case ChainCall.AddWorker add ->
          when(pid.isEmpty() && isScored(), "WorkerExists", SessionState.READY, add.pid());
      case ChainCall.StartComputing start -> {
        boolean ready = session.equals(Optional.of(SessionState.READY));
        staked = ready ? start.stake() : staked;
        yield when(ready, "WorkerNotReady", SessionState.WORKER_IDLE, 1);
      }
      case ChainCall.RestartComputing restart -> {
        staked = restart.stake();
        yield Optional.empty();
      }
      case ChainCall.SyncOffchainMessage message -> {
        if (message.sequence() != next) {
          yield failure("PhalaMq", "BadSequence");
        }
        next++;
        yield Optional.empty();
      }
      case ChainCall.StopComputing stop ->
          when(session.isPresent(), "WorkerAlreadyStopped", SessionState.WORKER_COOLING_DOWN, 1);
      case ChainCall.ReclaimPoolWorker reclaim ->
          when(session.isPresent(), "CoolDownNotReady", SessionState.READY, 1);
      case ChainCall.RemoveWorker remove -> throw new AssertionError("nobody asked for " + remove);
      case ChainCall.UpdateWorkerEndpoint update -> Optional.empty();
    };
  }

  private Optional<CallFailure> when(boolean allowed, String error, SessionState then, long in) {
    if (!allowed) {
      return failure("PhalaStakePoolv2", error);
    }
    session = Optional.of(then);
    pid = Optional.of(in);
    return Optional.empty();
  }

  private boolean isScored() {
    return registration.flatMap(Registration::initialScore).map(score -> score >= 50).orElse(false);
  }

  private static Registration scored(Registration known, long score) {
    return new Registration(
        known.publicKey(),
        known.runtimeVersion(),
        known.lastUpdated(),
        known.operator(),
        known.attestationProvider(),
        known.confidenceLevel(),
        Optional.of(score));
  }

  private static Optional<CallFailure> failure(String pallet, String name) {
    return Optional.of(new CallFailure(CallFailure.Kind.MODULE, pallet, name, ""));
  }
}
