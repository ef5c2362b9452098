/**
 * The log in Kafka: transactions, where it ends, and the topic that tells how far the chains are.
 * Only committed records count, and a newer fetcher fences an older one.
 */
@NullMarked
package dev.runtimebridge.fetcher.adapter.kafka;

import org.jspecify.annotations.NullMarked;
