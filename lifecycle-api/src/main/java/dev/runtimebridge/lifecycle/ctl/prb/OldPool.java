package dev.runtimebridge.lifecycle.ctl.prb;

import java.util.Optional;

/**
 * A pool as an old bridge has it.
 *
 * @param operator address of who signs for it there
 * @param proxied address of its owner, where that is somebody else
 */
public record OldPool(
    String pid,
    String name,
    boolean syncOnly,
    Optional<String> operator,
    Optional<String> proxied) {}
