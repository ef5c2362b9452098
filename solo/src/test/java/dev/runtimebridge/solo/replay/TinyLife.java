package dev.runtimebridge.solo.replay;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.CallKind;
import dev.runtimebridge.syncer.domain.ComputeSession;
import dev.runtimebridge.syncer.domain.PoolFacts;
import dev.runtimebridge.syncer.domain.PoolOnChain;
import dev.runtimebridge.syncer.domain.Registration;
import dev.runtimebridge.syncer.domain.SessionState;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a chain that does as it is told knows of one worker. */
final class TinyLife {
  private static final long STAKE = 1_000;

  private final Bytes key;
  private final Bytes operator;
  private boolean registered;
  private boolean assigned;
  private SessionState session = SessionState.READY;
  private long staked;
  private long block = 100;
  private long nextSequence;

  TinyLife(Bytes key, Bytes operator) {
    this.key = key;
    this.operator = operator;
  }

  Bytes key() {
    return key;
  }

  long nextSequence() {
    return nextSequence;
  }

  void passes(long blocks) {
    block += blocks;
  }

  long block() {
    return block;
  }

  void delivered() {
    nextSequence++;
  }

  void missesHeartbeats() {
    session = session == SessionState.WORKER_IDLE ? SessionState.WORKER_UNRESPONSIVE : session;
  }

  void answersAgain() {
    session = session == SessionState.WORKER_UNRESPONSIVE ? SessionState.WORKER_IDLE : session;
  }

  /** A call has landed. */
  void take(CallKind kind) {
    switch (kind) {
      case REGISTER -> registered = true;
      case ADD_TO_POOL -> assigned = true;
      case START, RESTART -> {
        session = SessionState.WORKER_IDLE;
        staked = STAKE;
      }
      case STOP -> session = SessionState.WORKER_COOLING_DOWN;
      case RECLAIM -> {
        session = SessionState.READY;
        staked = 0;
      }
      case REMOVE_FROM_POOL -> assigned = false;
      case UPDATE_ENDPOINT -> {
        // Nothing that is watched here.
      }
    }
  }

  WorkerFacts facts() {
    return new WorkerFacts(
        key,
        block,
        Instant.ofEpochSecond(1_700_000_000 + block * 12),
        registered
            ? Optional.of(
                new Registration(
                    key, 2, 1_700_000_000, Optional.of(operator), "Dcap", 3, Optional.of(900L)))
            : Optional.empty(),
        assigned ? Optional.of(1L) : Optional.empty(),
        assigned ? Optional.of(key) : Optional.empty(),
        assigned ? Optional.of(session()) : Optional.empty(),
        BigInteger.valueOf(staked),
        nextSequence,
        List.of(),
        600,
        0,
        new PoolFacts(
            1,
            true,
            false,
            Optional.of(operator),
            Optional.empty(),
            Optional.of(new PoolOnChain(1, operator, block % 7, 0, key)),
            Optional.of(BigInteger.valueOf(1_000_000 + block))));
  }

  private ComputeSession session() {
    return new ComputeSession(
        key,
        session,
        Bytes.of(new byte[16]),
        Bytes.of(new byte[] {(byte) block}),
        block,
        900,
        900,
        block,
        0,
        Long.toString(block));
  }
}
