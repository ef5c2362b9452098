/**
 * Rules at the edge, in plain Java: what a name, an address, a stake, a pool number and a page may
 * be, and which command a request becomes. A refusal is a value with a sentence, never an
 * exception.
 */
@NullMarked
package dev.runtimebridge.lifecycle.domain;

import org.jspecify.annotations.NullMarked;
