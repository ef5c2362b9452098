/**
 * How records flow: commands and observations in, events and states out. A pure function from
 * topics and rules to a topology, and the translation between records and the domain.
 */
@NullMarked
package dev.runtimebridge.syncer.topology;

import org.jspecify.annotations.NullMarked;
