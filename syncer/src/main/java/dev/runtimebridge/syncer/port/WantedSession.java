package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Errand;
import dev.runtimebridge.syncer.domain.WorkerFacts;
import dev.runtimebridge.syncer.domain.WorkerState.Active;
import java.util.Optional;

/**
 * A worker that is to be driven, as its state says.
 *
 * @param worker which
 * @param state its state
 */
public record WantedSession(AggregateId worker, Active state) {

  /** Base address of its pRuntime. */
  public String endpoint() {
    return state.config().endpoint();
  }

  /** Number of the newest session that was accepted, or of the command that ended it. */
  public long epoch() {
    return state.epoch();
  }

  /** Process that holds that session; empty while none has opened. */
  public String driver() {
    return state.driver();
  }

  /** Number of its pool. */
  public long pid() {
    return state.config().pid();
  }

  /** What the session has to ask of pRuntime. */
  public Optional<Errand> errand() {
    return state.life().errand();
  }

  /** The worker's key, once a session has read it. */
  public Optional<Bytes> publicKey() {
    return state.publicKey();
  }

  /** Whether {@code newest} is to be reported as seen: it differs from what the state has. */
  public boolean lacks(WorkerFacts newest) {
    return state.lacks(newest);
  }
}
