/**
 * The demo: simulated chains and workers, driven through the public API as an operator would. What
 * it shows and what it writes as JSON is read back from that API.
 */
@NullMarked
package dev.runtimebridge.solo.demo;

import org.jspecify.annotations.NullMarked;
