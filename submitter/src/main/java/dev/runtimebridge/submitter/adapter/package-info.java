/**
 * What the submitter's ports are made of: the log in Kafka, keys in files, nodes behind JSON-RPC,
 * the machine's clock. Everything here is thin; what it means is said in the pipeline and the
 * domain.
 */
@NullMarked
package dev.runtimebridge.submitter.adapter;

import org.jspecify.annotations.NullMarked;
