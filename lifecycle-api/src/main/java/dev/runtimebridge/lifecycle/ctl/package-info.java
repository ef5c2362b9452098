/**
 * The command line on the public API: finds server and token by itself, prints tables for people
 * and JSON for scripts. Plain Java without Quarkus, so that it starts quickly.
 */
@NullMarked
package dev.runtimebridge.lifecycle.ctl;

import org.jspecify.annotations.NullMarked;
