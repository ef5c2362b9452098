/**
 * The configuration keys of the fetcher, each with its default beside it. Quarkus fills these
 * interfaces; nothing else reads configuration.
 */
@NullMarked
package dev.runtimebridge.fetcher.config;

import org.jspecify.annotations.NullMarked;
