/**
 * Nodes in front of a simulated chain: what each answers, and the faults that can be put on it. A
 * fault bends what one node says and never what the chain is.
 */
@NullMarked
package dev.runtimebridge.devnet.node;

import org.jspecify.annotations.NullMarked;
