/** Kafka: the running topology, and reports into the log. */
@NullMarked
package dev.runtimebridge.dispatcher.adapter.kafka;

import org.jspecify.annotations.NullMarked;
