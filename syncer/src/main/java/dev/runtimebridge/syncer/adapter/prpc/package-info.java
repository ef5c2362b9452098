/**
 * pRuntime behind its HTTP interface. Answers are bounded and every failure is told by its kind.
 */
@NullMarked
package dev.runtimebridge.syncer.adapter.prpc;

import org.jspecify.annotations.NullMarked;
