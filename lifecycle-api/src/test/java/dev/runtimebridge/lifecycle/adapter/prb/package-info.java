/** The management API of PRB v3, called as programs that were written for it do. */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.prb;

import org.jspecify.annotations.NullMarked;
