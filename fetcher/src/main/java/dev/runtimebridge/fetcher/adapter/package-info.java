/**
 * What the fetcher's ports are made of: the log in Kafka, nodes behind JSON-RPC, the machine's
 * clock. Everything here is thin; what it means is said in the pipeline and the domain.
 */
@NullMarked
package dev.runtimebridge.fetcher.adapter;

import org.jspecify.annotations.NullMarked;
