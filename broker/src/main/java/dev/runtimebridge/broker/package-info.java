/**
 * A real Kafka broker in this process: what {@code solo} keeps its log in and what tests run
 * against. It knows nothing of topics or messages.
 */
@NullMarked
package dev.runtimebridge.broker;

import org.jspecify.annotations.NullMarked;
