package dev.runtimebridge.devnet.worker.life;

/**
 * The computing that a worker is paid for.
 *
 * @param id as the chain named it
 * @param startTimeMs time of the block that began it
 * @param unresponsive whether the chain misses an answer
 */
public record Session(long id, long startTimeMs, boolean unresponsive) {
  Session with(boolean nowUnresponsive) {
    return new Session(id, startTimeMs, nowUnresponsive);
  }
}
