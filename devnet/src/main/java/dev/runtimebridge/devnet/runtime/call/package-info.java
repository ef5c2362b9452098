/**
 * The calls of the parachain's runtime as values, and how they are read from transactions. What
 * they do is no matter here.
 */
@NullMarked
package dev.runtimebridge.devnet.runtime.call;

import org.jspecify.annotations.NullMarked;
