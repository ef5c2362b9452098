/**
 * Carries a command to the log and waits until its event and the state after it came back from
 * there. Knows the log only as a function that publishes and as events and states that arrive.
 */
@NullMarked
package dev.runtimebridge.lifecycle.command;

import org.jspecify.annotations.NullMarked;
