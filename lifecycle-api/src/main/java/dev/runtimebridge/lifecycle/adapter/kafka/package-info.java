/**
 * Reads the log into the tables and writes commands to it. Every instance reads everything from the
 * beginning and shares no consumer group.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.kafka;

import org.jspecify.annotations.NullMarked;
