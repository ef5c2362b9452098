/**
 * Values of a runtime's types, read and written by what its metadata says: calls, storage, events,
 * errors and constants. A struct or tuple of one field without a name is that field, here and on
 * the wire, so an {@code AccountId32} is its 32 bytes.
 */
@NullMarked
package dev.runtimebridge.substrate.codec;

import org.jspecify.annotations.NullMarked;
