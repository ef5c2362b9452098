/**
 * What a container platform asks: is the fetcher alive, and does it do its work. Both answers come
 * from the state that chain.tip shows too.
 */
@NullMarked
package dev.runtimebridge.fetcher.adapter.health;

import org.jspecify.annotations.NullMarked;
