/**
 * A relay chain, a parachain and the nodes and workers in front of them, in one handle that a test
 * or a demo starts and stops. Everything is simulated except the protocols: clients see the
 * JSON-RPC, hashes, proofs and signatures of real nodes.
 */
@NullMarked
package dev.runtimebridge.devnet;

import org.jspecify.annotations.NullMarked;
