package dev.runtimebridge.submitter.domain;

import dev.runtimebridge.substrate.hash.Hash256;
import java.util.Optional;

/**
 * A request that no transaction carries at present.
 *
 * @param deaths how many transactions that carried it died for a reason that may last
 * @param lastDead the last one that died
 * @param lastWords what the node said of that one; empty if it took it
 */
public record QueuedRequest(
    Request request, int deaths, Optional<Hash256> lastDead, String lastWords) {}
