/**
 * What the pipeline needs from outside: nodes of the chains, the log, a place to tell how things
 * stand. Adapters implement these; tests use fakes in memory.
 */
@NullMarked
package dev.runtimebridge.fetcher.port;

import org.jspecify.annotations.NullMarked;
