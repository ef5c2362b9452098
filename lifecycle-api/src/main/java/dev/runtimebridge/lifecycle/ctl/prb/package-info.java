/**
 * What an old bridge (PRB v2 or v3) knows, read over its HTTP interface within bounds. Nothing is
 * changed there, and no secret is asked of it.
 */
@NullMarked
package dev.runtimebridge.lifecycle.ctl.prb;

import org.jspecify.annotations.NullMarked;
