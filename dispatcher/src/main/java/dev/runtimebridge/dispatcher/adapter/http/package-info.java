/** Workers over HTTP, with every limit on what they may answer. */
@NullMarked
package dev.runtimebridge.dispatcher.adapter.http;

import org.jspecify.annotations.NullMarked;
