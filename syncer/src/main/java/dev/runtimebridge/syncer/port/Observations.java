package dev.runtimebridge.syncer.port;

import dev.runtimebridge.syncer.domain.AggregateId;
import dev.runtimebridge.syncer.domain.Observation;

/** Where sessions tell what they saw. For any number of threads. */
public interface Observations {
  /**
   * Puts an observation into the log, after those that the session has reported before. Returns
   * before it is there; one that is lost is made good by the next.
   *
   * @throws LogUnavailable if the log takes no more for now
   */
  void report(AggregateId worker, long epoch, Observation observation);
}
