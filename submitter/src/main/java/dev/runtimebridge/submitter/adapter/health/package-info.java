/**
 * What a container platform asks: is the submitter alive, and does it do its work. Which pools have
 * no usable key is told with it.
 */
@NullMarked
package dev.runtimebridge.submitter.adapter.health;

import org.jspecify.annotations.NullMarked;
