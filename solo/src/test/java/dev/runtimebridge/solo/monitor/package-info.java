/**
 * The web monitor as people use it: in a real browser, on a running demo. Skipped by name where
 * there is no Chromium.
 */
@NullMarked
package dev.runtimebridge.solo.monitor;

import org.jspecify.annotations.NullMarked;
