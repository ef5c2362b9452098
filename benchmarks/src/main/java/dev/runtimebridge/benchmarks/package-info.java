/**
 * JMH benchmarks of what every block passes through. {@code ./bridge bench PATTERN} runs those
 * whose names match; figures that matter are kept in {@code docs/performance.md}.
 */
@NullMarked
package dev.runtimebridge.benchmarks;

import org.jspecify.annotations.NullMarked;
