/**
 * The workers' HTTP server: paths, body limits, Protobuf and JSON bodies, and what a sick worker
 * does to a connection. It knows no rules of the chain.
 */
@NullMarked
package dev.runtimebridge.devnet.worker.http;

import org.jspecify.annotations.NullMarked;
