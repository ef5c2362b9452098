/**
 * Extrinsics of version 4: built and signed by what a runtime's metadata asks for, and read back.
 * The bytes of a call are taken and given as they are.
 */
@NullMarked
package dev.runtimebridge.substrate.extrinsic;

import org.jspecify.annotations.NullMarked;
