/**
 * The chain log, the observations and the streams on a Kafka cluster. Clients are bounded, wait for
 * a cluster that is away and go on by themselves.
 */
@NullMarked
package dev.runtimebridge.syncer.adapter.kafka;

import org.jspecify.annotations.NullMarked;
