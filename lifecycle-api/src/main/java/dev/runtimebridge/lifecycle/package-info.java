/**
 * What operators and viewers talk to: gRPC commands become records in the log, queries are answered
 * from tables built from the log. Nothing is stored here; a restart reads everything again.
 */
@NullMarked
package dev.runtimebridge.lifecycle;

import org.jspecify.annotations.NullMarked;
