/**
 * The keys: the submitter's own sealing key in a file, and the pool operators' keys that were
 * sealed for it, open in memory only. Nothing here writes a secret anywhere, into a message or a
 * log.
 */
@NullMarked
package dev.runtimebridge.submitter.adapter.keys;

import org.jspecify.annotations.NullMarked;
