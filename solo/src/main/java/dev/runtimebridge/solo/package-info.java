/**
 * The whole bridge in one process on one data folder: broker, fetcher, syncer and API. Single
 * miners run it, and the demo and the end-to-end tests are built on it.
 */
@NullMarked
package dev.runtimebridge.solo;

import org.jspecify.annotations.NullMarked;
