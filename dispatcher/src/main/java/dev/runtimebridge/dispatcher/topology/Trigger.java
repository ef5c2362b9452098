package dev.runtimebridge.dispatcher.topology;

import com.google.protobuf.Timestamp;

/**
 * What led to events.
 *
 * @param cause the block, or the id of the report
 * @param time that it has; nothing is dated by this machine's clock, so replay dates alike
 */
record Trigger(String cause, Timestamp time) {}
