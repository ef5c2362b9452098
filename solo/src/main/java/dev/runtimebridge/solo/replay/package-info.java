/**
 * The log replayed: every table rebuilt from the topics alone and held against the live one, and
 * the state of a worker or a pool as it was. Nothing here writes a record or joins a group.
 */
@NullMarked
package dev.runtimebridge.solo.replay;

import org.jspecify.annotations.NullMarked;
