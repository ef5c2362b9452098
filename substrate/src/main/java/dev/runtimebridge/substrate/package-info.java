/**
 * Formats, hashes and proofs of Substrate chains in plain Java. Nothing here knows Kafka, Quarkus
 * or a clock; bytes come in, values or a declared error come out.
 */
@NullMarked
package dev.runtimebridge.substrate;

import org.jspecify.annotations.NullMarked;
