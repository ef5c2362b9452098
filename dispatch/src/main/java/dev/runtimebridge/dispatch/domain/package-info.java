/**
 * Who computes and what it is worth: weights, the draw, exact chances, the best split of a stake
 * and rewards. Pure functions on integers where the chain or the log must agree, on doubles with a
 * stated error where a person reads the answer.
 */
@NullMarked
package dev.runtimebridge.dispatch.domain;

import org.jspecify.annotations.NullMarked;
