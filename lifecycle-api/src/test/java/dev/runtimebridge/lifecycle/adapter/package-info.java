/** The service as a whole: on a real broker, over real gRPC. A stand-in decides the commands. */
package dev.runtimebridge.lifecycle.adapter;
