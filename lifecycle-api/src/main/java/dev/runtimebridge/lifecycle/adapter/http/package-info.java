/**
 * The gRPC calls as JSON over HTTP, by the annotations of the contract: paths, fields, streams and
 * errors are read from the descriptors, and each call passes the same gates as over gRPC. Sign-in
 * of browsers and the files of the monitor are served here too.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.http;

import org.jspecify.annotations.NullMarked;
