package dev.runtimebridge.devnet.pool;

/**
 * What a node does with a transaction that it has taken.
 *
 * @param forgotten taken and never heard of again
 * @param notBefore parachain block before which it is kept back
 */
public record Handling(boolean forgotten, long notBefore) {
  /** As a sound node does. */
  public static final Handling SOUND = new Handling(false, 0);
}
