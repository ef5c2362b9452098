/**
 * What talks to one worker, in order, on a virtual thread of its own. It decides nothing that must
 * survive: it reports what it saw.
 */
@NullMarked
package dev.runtimebridge.syncer.session;

import org.jspecify.annotations.NullMarked;
