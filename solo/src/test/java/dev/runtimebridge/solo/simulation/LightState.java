package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.solo.simulation.LightCall.Message;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.key.AccountId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state after a block of the {@link LightChain}: nonces, and the few rules of the pallets that
 * a worker's life and its messages depend on. Copied for each block.
 */
final class LightState {
  private static final int BLOCKS_UNTIL_SCORE = 2;
  private static final long SCORE = 1000;

  /** What a session does. */
  enum Session {
    READY,
    IDLE,
    COOLING_DOWN
  }

  /** What the chain knows of a worker. */
  record OnChain(
      long registeredAt, Optional<Long> score, Optional<Long> pid, Optional<Session> session) {
    OnChain in(long newPid) {
      return new OnChain(registeredAt, score, Optional.of(newPid), Optional.of(Session.READY));
    }

    OnChain doing(Session next) {
      return new OnChain(registeredAt, score, pid, Optional.of(next));
    }
  }

  private final Map<AccountId, Long> nonces;
  private final Map<Bytes, OnChain> workers;
  private final Map<Bytes, Long> nextSequences;

  private LightState(
      Map<AccountId, Long> nonces, Map<Bytes, OnChain> workers, Map<Bytes, Long> nextSequences) {
    this.nonces = nonces;
    this.workers = workers;
    this.nextSequences = nextSequences;
  }

  static LightState empty() {
    return new LightState(new HashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  LightState copy() {
    return new LightState(
        new HashMap<>(nonces), new LinkedHashMap<>(workers), new LinkedHashMap<>(nextSequences));
  }

  long nonce(AccountId account) {
    return nonces.getOrDefault(account, 0L);
  }

  void use(AccountId account) {
    nonces.merge(account, 1L, Long::sum);
  }

  Map<Bytes, OnChain> workers() {
    return workers;
  }

  Map<Bytes, Long> nextSequences() {
    return nextSequences;
  }

  long nextSequence(Bytes sender) {
    return nextSequences.getOrDefault(sender, 0L);
  }

  /** Scores who has been registered long enough. */
  void begin(long block) {
    workers.replaceAll(
        (key, worker) ->
            worker.score().isEmpty() && worker.registeredAt() + BLOCKS_UNTIL_SCORE <= block
                ? new OnChain(
                    worker.registeredAt(), Optional.of(SCORE), worker.pid(), worker.session())
                : worker);
  }

  /** Does what a call says, or tells the name of what is wrong, with its pallet. */
  Optional<String> execute(LightCall call, long block) {
    return switch (call.kind()) {
      case MESSAGE -> message(Message.decode(call.body()));
      case REGISTER -> {
        workers.merge(
            call.key(),
            new OnChain(block, Optional.empty(), Optional.empty(), Optional.empty()),
            (before, fresh) -> new OnChain(block, before.score(), before.pid(), before.session()));
        yield Optional.empty();
      }
      case ADD_WORKER -> add(call);
      case START -> change(call, Session.READY, Session.IDLE, "WorkerNotReady");
      case STOP -> change(call, Session.IDLE, Session.COOLING_DOWN, "WorkerNotComputing");
      case RECLAIM -> change(call, Session.COOLING_DOWN, Session.READY, "WorkerNotCoolingDown");
      case ENDPOINT, RESTART, REMOVE_WORKER -> Optional.empty();
      case UNKNOWN -> Optional.of("System.CallFiltered");
    };
  }

  private Optional<String> message(Message message) {
    if (message.sequence() != nextSequence(message.sender())) {
      return Optional.of("PhalaMq.BadSequence");
    }
    nextSequences.put(message.sender(), message.sequence() + 1);
    return Optional.empty();
  }

  private Optional<String> add(LightCall call) {
    OnChain worker = workers.get(call.key());
    if (worker == null) {
      return Optional.of("PhalaStakePoolv2.WorkerNotRegistered");
    }
    if (worker.score().isEmpty()) {
      return Optional.of("PhalaStakePoolv2.BenchmarkMissing");
    }
    if (worker.pid().isPresent()) {
      return Optional.of("PhalaStakePoolv2.WorkerExists");
    }
    workers.put(call.key(), worker.in(call.pid()));
    return Optional.empty();
  }

  private Optional<String> change(LightCall call, Session from, Session to, String otherwise) {
    OnChain worker = workers.get(call.key());
    if (worker == null || !worker.session().equals(Optional.of(from))) {
      return Optional.of("PhalaComputation." + otherwise);
    }
    workers.put(call.key(), worker.doing(to));
    return Optional.empty();
  }
}
