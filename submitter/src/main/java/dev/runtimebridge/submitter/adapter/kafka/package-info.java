/**
 * The journal, the requests and the submitter's turn in Kafka. Nothing here decides: records are
 * read, written in transactions, and refused where they do not decode.
 */
@NullMarked
package dev.runtimebridge.submitter.adapter.kafka;

import org.jspecify.annotations.NullMarked;
