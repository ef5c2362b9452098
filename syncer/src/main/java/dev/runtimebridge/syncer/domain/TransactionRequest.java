package dev.runtimebridge.syncer.domain;

import dev.runtimebridge.substrate.Bytes;
import java.util.Optional;

/**
 * A call to be sent.
 *
 * @param id names the wish: one that is seen twice is sent once
 * @param pid pool that it is for
 * @param operator account that signs and pays
 * @param proxied account on whose behalf it acts, where the operator is its proxy
 * @param call what is called
 */
public record TransactionRequest(
    String id, long pid, Bytes operator, Optional<Bytes> proxied, ChainCall call) {}
