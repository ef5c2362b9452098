package dev.runtimebridge.dispatcher.port;

import dev.runtimebridge.dispatch.domain.ComputingTask;

/**
 * A task that is not over.
 *
 * @param worker id of who was drawn
 * @param endpoint where its pRuntime answers
 * @param task what it is to compute
 */
public record OpenTask(String worker, String endpoint, ComputingTask task) {}
