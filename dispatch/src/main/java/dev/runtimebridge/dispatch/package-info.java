/**
 * Tasks for workers that compute in private: who is drawn for them and what it earns. The domain is
 * a library on its own.
 */
@NullMarked
package dev.runtimebridge.dispatch;

import org.jspecify.annotations.NullMarked;
