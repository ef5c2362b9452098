/**
 * The contract between the services: Protobuf messages under {@code src/main/proto}, and the topics
 * in {@link dev.runtimebridge.schemas.topic}. There is no logic here.
 */
@NullMarked
package dev.runtimebridge.schemas;

import org.jspecify.annotations.NullMarked;
