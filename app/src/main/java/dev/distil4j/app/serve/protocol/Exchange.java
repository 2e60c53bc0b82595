package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;

import tools.jackson.core.JsonGenerator;

/** A request as read from a body, and what writes its response in the same dialect. */
public record Exchange<I, R>(TaskRequest<I, R> request, Reply<I, R> reply) {

    /** Writes a response as one JSON value. */
    @FunctionalInterface
    public interface Reply<I, R> {
        void write(JsonGenerator json, TaskRequest<I, R> request, TaskResponse<R> response);
    }
}
