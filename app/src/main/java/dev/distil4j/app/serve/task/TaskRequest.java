package dev.distil4j.app.serve.task;

import java.util.List;

/**
 * One request: an operation on one or more inputs.
 *
 * @param truncate whether texts that are too long are cut; else they are refused
 */
public record TaskRequest<I, R>(Operation<I, R> operation, List<I> inputs, boolean truncate) {
    public TaskRequest {
        inputs = List.copyOf(inputs);
    }
}
