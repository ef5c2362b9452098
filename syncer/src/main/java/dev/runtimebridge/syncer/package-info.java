/**
 * Feeds the log to workers. Each worker's state is decided from commands and observations; a
 * session for each worker carries out what the state asks for.
 */
@NullMarked
package dev.runtimebridge.syncer;

import org.jspecify.annotations.NullMarked;
