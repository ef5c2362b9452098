/**
 * What the service needs from outside: the chain log, pRuntime, observations, time, sessions. Each
 * is an interface that adapters fulfil and tests replace.
 */
@NullMarked
package dev.runtimebridge.syncer.port;

import org.jspecify.annotations.NullMarked;
