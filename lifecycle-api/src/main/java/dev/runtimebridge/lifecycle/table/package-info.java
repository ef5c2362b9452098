/**
 * Tables that are rebuilt from the log at every start: pools, workers, the chains' tips, where a
 * worker's events lie. One thread writes them, many read; plain Java that knows no Kafka.
 */
@NullMarked
package dev.runtimebridge.lifecycle.table;

import org.jspecify.annotations.NullMarked;
