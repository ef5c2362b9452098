/** The service as the application has it: joined from its parts, started and stopped. */
@NullMarked
package dev.runtimebridge.dispatcher.adapter;

import org.jspecify.annotations.NullMarked;
