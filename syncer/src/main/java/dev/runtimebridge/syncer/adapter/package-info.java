/** Where Kafka, HTTP and Quarkus meet the service. The parts are made and joined here, once. */
@NullMarked
package dev.runtimebridge.syncer.adapter;

import org.jspecify.annotations.NullMarked;
