/**
 * What the pipeline needs from outside: the journal, the requests, nodes of the parachain and keys.
 * Adapters implement these; tests use fakes in memory.
 */
@NullMarked
package dev.runtimebridge.submitter.port;

import org.jspecify.annotations.NullMarked;
