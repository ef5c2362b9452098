/**
 * The service that follows both chains and writes every finalized, verified block into the log.
 * Here stands only the bean that starts and stops it.
 */
@NullMarked
package dev.runtimebridge.fetcher;

import org.jspecify.annotations.NullMarked;
