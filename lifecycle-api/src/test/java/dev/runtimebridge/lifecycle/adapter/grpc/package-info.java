/** Streams to watchers. A watcher is a stub that is ready when told. */
package dev.runtimebridge.lifecycle.adapter.grpc;
