/**
 * What the chain and its pools say, looked up by worker. Tables are built from the log alone; who
 * watches them reports a worker's facts whenever its state lacks them.
 */
@NullMarked
package dev.runtimebridge.syncer.facts;

import org.jspecify.annotations.NullMarked;
