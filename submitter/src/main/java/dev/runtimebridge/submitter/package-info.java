/**
 * The service that signs the calls which workers and pools need, sends them and follows them until
 * they are final. Here stands only what starts and stops it.
 */
@NullMarked
package dev.runtimebridge.submitter;

import org.jspecify.annotations.NullMarked;
