/**
 * What the chain and its workers tell each other, in SCALE: the chain speaks through {@code
 * PhalaMq.OutboundMessages}, workers by signed messages in transactions. Nothing here knows of
 * blocks or of the runtime.
 */
@NullMarked
package dev.runtimebridge.devnet.runtime.message;

import org.jspecify.annotations.NullMarked;
