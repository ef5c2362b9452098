/**
 * What rounds of tasks are to an owner: views of them, and answers to what a stake is worth,
 * counted with the library on the population that the tables know or that a caller gives. Knows no
 * adapter.
 */
@NullMarked
package dev.runtimebridge.lifecycle.dispatch;

import org.jspecify.annotations.NullMarked;
