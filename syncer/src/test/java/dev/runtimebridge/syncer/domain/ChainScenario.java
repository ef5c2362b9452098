package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ChainCall.RegisterWorker;
import dev.runtimebridge.syncer.domain.ChainCall.SyncOffchainMessage;
import dev.runtimebridge.syncer.domain.ChainCall.UpdateWorkerEndpoint;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a chain says of the worker of {@link WorkerScenario}. */
final class ChainScenario {
  static final Bytes KEY = filled(0xaa);
  static final Bytes OPERATOR = filled(0x01);
  static final Bytes OWNER = filled(0x02);
  static final Bytes STRANGER = filled(0x03);
  static final long NOW = 1_000_000;

  static final PoolFacts POOL =
      new PoolFacts(
          1,
          true,
          false,
          Optional.of(OPERATOR),
          Optional.empty(),
          Optional.of(new PoolOnChain(1, OPERATOR, 3, 0, filled(0x04))),
          Optional.of(BigInteger.valueOf(1_000)));

  static final WorkerFacts UNREGISTERED =
      new WorkerFacts(
          KEY,
          50,
          Instant.ofEpochSecond(NOW),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          BigInteger.ZERO,
          0,
          List.of(),
          100,
          0,
          POOL);

  static final RegisterWorker INFO =
      new RegisterWorker(Bytes.utf8("info"), Bytes.of(new byte[] {0}), false);
  static final UpdateWorkerEndpoint ENDPOINTS =
      new UpdateWorkerEndpoint(Bytes.utf8("payload"), Bytes.utf8("signature"));

  /** Registered, with a score, in its pool, not computing. */
  static final WorkerFacts READY = facts().score(100).session(SessionState.READY).build();

  private ChainScenario() {}

  /** Facts of a worker that is in the registry of the right operator. */
  static Facts facts() {
    return new Facts();
  }

  static SyncOffchainMessage message(long sequence) {
    return message(sender(KEY), sequence);
  }

  static SyncOffchainMessage message(Bytes sender, long sequence) {
    return new SyncOffchainMessage(Bytes.utf8("message " + sequence), sender, sequence);
  }

  /** SCALE {@code MessageOrigin::Worker}. */
  static Bytes sender(Bytes key) {
    return Bytes.concat(new byte[] {2}, key.toByteArray());
  }

  static Bytes filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }

  /** Makes facts that differ in little. */
  static final class Facts {
    private Optional<Long> score = Optional.empty();
    private Bytes operator = OPERATOR;
    private long registeredAt = NOW - 10;
    private Optional<Long> pid = Optional.empty();
    private Optional<SessionState> state = Optional.empty();
    private long staked;
    private long coolDownStart = NOW - 10;
    private long block = 50;
    private long time = NOW;
    private long next;
    private PoolFacts pool = POOL;

    Facts score(long newScore) {
      score = Optional.of(newScore);
      return this;
    }

    Facts operator(Bytes newOperator) {
      operator = newOperator;
      return this;
    }

    Facts registeredAt(long seconds) {
      registeredAt = seconds;
      return this;
    }

    /** In its pool, and what the session does. */
    Facts session(SessionState newState) {
      pid = Optional.of(1L);
      state = Optional.of(newState);
      return this;
    }

    Facts assigned(long newPid) {
      pid = Optional.of(newPid);
      return this;
    }

    Facts staked(long amount) {
      staked = amount;
      return this;
    }

    Facts coolDownStart(long seconds) {
      coolDownStart = seconds;
      return this;
    }

    Facts at(long newBlock) {
      block = newBlock;
      return this;
    }

    Facts time(long seconds) {
      time = seconds;
      return this;
    }

    Facts next(long sequence) {
      next = sequence;
      return this;
    }

    Facts pool(PoolFacts newPool) {
      pool = newPool;
      return this;
    }

    WorkerFacts build() {
      Optional<ComputeSession> session = state.map(this::computeSession);
      return new WorkerFacts(
          KEY,
          block,
          Instant.ofEpochSecond(time),
          Optional.of(new Registration(KEY, 1, registeredAt, Optional.of(operator), "", 1, score)),
          pid,
          session.map(ComputeSession::account),
          session,
          BigInteger.valueOf(staked),
          next,
          List.of(),
          100,
          0,
          pool);
    }

    private ComputeSession computeSession(SessionState of) {
      return new ComputeSession(
          filled(5), of, Bytes.EMPTY, Bytes.EMPTY, 0, 1, 1, 1, coolDownStart, "0");
    }
  }
}
