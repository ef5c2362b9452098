/**
 * The services' own code in one thread with virtual time, drawn into random disorder by a seed, and
 * the laws that must hold whatever was drawn. Chains, nodes, workers and the log are stand-ins in
 * memory; how time and threads are simulated is told in {@code docs/adr/0016-*.md}.
 */
@NullMarked
package dev.runtimebridge.solo.simulation;

import org.jspecify.annotations.NullMarked;
