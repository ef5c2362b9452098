/** The keys of the configuration that this service reads, with their defaults. */
@NullMarked
package dev.runtimebridge.lifecycle.config;

import org.jspecify.annotations.NullMarked;
