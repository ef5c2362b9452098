/**
 * The management API of PRB v3 under {@code /prb}, for monitors and scripts that were written for
 * it: its paths, commands, field names, status codes and error bodies, over the calls of this API.
 *
 * <p>Facts are of <a
 * href="https://github.com/Phala-Network/phala-blockchain/tree/654b1b69995b559692bcd2d8a77c3940dd308ce7/standalone/prb/src">phala-blockchain
 * at 654b1b6, standalone/prb/src</a>.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.prb;

import org.jspecify.annotations.NullMarked;
