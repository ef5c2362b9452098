/**
 * The control port of a devnet: plain HTTP and JSON on loopback, for people and for tests that run
 * in another process. It reads the status, puts faults on nodes and makes blocks.
 */
@NullMarked
package dev.runtimebridge.devnet.control;

import org.jspecify.annotations.NullMarked;
