/**
 * What the fetcher holds true and how it checks what a node said: plain Java, no waiting, no input
 * or output. A failed check is a value that says what was wrong.
 */
@NullMarked
package dev.runtimebridge.fetcher.domain;

import org.jspecify.annotations.NullMarked;
