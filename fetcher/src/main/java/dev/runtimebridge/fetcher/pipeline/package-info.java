/**
 * How blocks flow: what comes next, fetch it, verify it, publish it, and what to do when a node or
 * the log fails. Plain Java against the ports; everything waits with a deadline and can be stopped.
 */
@NullMarked
package dev.runtimebridge.fetcher.pipeline;

import org.jspecify.annotations.NullMarked;
