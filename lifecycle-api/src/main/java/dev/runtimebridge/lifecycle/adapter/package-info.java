/**
 * Where the framework lives: beans are put together, started and stopped here. Each sub-package
 * talks to one thing outside.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter;

import org.jspecify.annotations.NullMarked;
