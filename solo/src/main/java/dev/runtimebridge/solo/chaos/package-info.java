/**
 * The chaos run: the services as separate processes, two of most, between simulated chains and
 * workers, broken by a plan that a seed makes. What it promises is checked from outside: on the
 * chain, in the workers and in the log.
 */
@NullMarked
package dev.runtimebridge.solo.chaos;

import org.jspecify.annotations.NullMarked;
