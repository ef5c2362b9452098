/**
 * How records flow through the dispatcher: from workers' states and the chain's to rounds, and from
 * rounds to balances. A pure function from topics and rules to a Kafka Streams topology.
 */
@NullMarked
package dev.runtimebridge.dispatcher.topology;

import org.jspecify.annotations.NullMarked;
