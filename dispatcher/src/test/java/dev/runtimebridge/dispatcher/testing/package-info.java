/** Workers and a log as tests have them. */
@NullMarked
package dev.runtimebridge.dispatcher.testing;

import org.jspecify.annotations.NullMarked;
