/**
 * Open tasks, a virtual thread each: ask the worker until its answer counts, report, and go on
 * reporting until the round knows. What an answer comes to is judged by {@code dispatch}.
 */
@NullMarked
package dev.runtimebridge.dispatcher.task;

import org.jspecify.annotations.NullMarked;
