package dev.runtimebridge.lifecycle.ctl.prb;

/**
 * A worker as an old bridge has it, unchecked.
 *
 * @param stake in smallest units
 * @param driven whether the old bridge works with it at present, or may do so at any time
 */
public record OldWorker(
    String name,
    String endpoint,
    String pid,
    String stake,
    boolean syncOnly,
    boolean gatekeeper,
    boolean driven) {}
