/**
 * Finality: authority sets, the changes of them that headers announce, and justifications. What is
 * verified here is what pRuntime verifies, so that no worker is ever sent a block it would refuse.
 */
@NullMarked
package dev.runtimebridge.substrate.grandpa;

import org.jspecify.annotations.NullMarked;
