/**
 * What tests of decoders share: targets that take any bytes, and two ways to feed them. It is on
 * the class path of tests only.
 */
@NullMarked
package dev.runtimebridge.fuzzing;

import org.jspecify.annotations.NullMarked;
