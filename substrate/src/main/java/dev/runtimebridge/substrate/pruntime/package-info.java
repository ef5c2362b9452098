/**
 * What pRuntime's sync calls carry inside their Protobuf messages. Headers and storage changes stay
 * the bytes that the node sent: decoding finds their ends, encoding copies them.
 */
@NullMarked
package dev.runtimebridge.substrate.pruntime;

import org.jspecify.annotations.NullMarked;
