/**
 * The service that follows the chain, opens rounds, has the drawn workers compute and pays them.
 * Who is drawn and what is paid is decided by the library {@code dispatch}.
 */
@NullMarked
package dev.runtimebridge.dispatcher;

import org.jspecify.annotations.NullMarked;
