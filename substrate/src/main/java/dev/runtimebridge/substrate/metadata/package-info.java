/**
 * What a runtime says of itself: its types, pallets, calls, storage items, events, errors,
 * constants and signed extensions, in versions 14 and 15 of the format. How values of these types
 * are read and written is in {@code codec}.
 */
@NullMarked
package dev.runtimebridge.substrate.metadata;

import org.jspecify.annotations.NullMarked;
