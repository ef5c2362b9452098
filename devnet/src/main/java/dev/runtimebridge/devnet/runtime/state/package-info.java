/**
 * The state while a block is executed: what the parent left, what the block has written so far, and
 * storage items by name and type. What is written in a layer can be taken back.
 */
@NullMarked
package dev.runtimebridge.devnet.runtime.state;

import org.jspecify.annotations.NullMarked;
