/**
 * The public gRPC services: each method maps its message, asks the domain, a table or the gateway,
 * and answers. Refusals become statuses here and nowhere else.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.grpc;

import org.jspecify.annotations.NullMarked;
