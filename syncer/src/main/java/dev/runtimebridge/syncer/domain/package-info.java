/**
 * What pools and workers are and what may happen to them, as pure functions. Nothing here knows
 * Kafka, Protobuf, HTTP or a clock.
 */
@NullMarked
package dev.runtimebridge.syncer.domain;

import org.jspecify.annotations.NullMarked;
