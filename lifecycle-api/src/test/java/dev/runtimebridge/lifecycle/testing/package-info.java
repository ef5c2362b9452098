/**
 * What several tests of this module stand on: a broker, and a stand-in for the service that decides
 * commands. Nothing here asserts anything.
 */
@NullMarked
package dev.runtimebridge.lifecycle.testing;

import org.jspecify.annotations.NullMarked;
