package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.task.ServedModel;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** A dialect of JSON on some route: what a body asks for, and how the answer is written. */
@FunctionalInterface
public interface Dialect {

    /**
     * Reads a body.
     *
     * @param model the one that the route names, for its defaults and its tasks
     * @throws dev.distil4j.app.serve.Refusal if it is none of this dialect, ambiguous, or wants what
     *     the model can't do
     */
    Exchange<?, ?> read(JsonNode body, ServedModel model);

    /**
     * This dialect as one client speaks it, where versions of that differ.
     *
     * @param userAgent what the client calls itself
     */
    default Dialect spokenBy(String userAgent) {
        return this;
    }

    /** The model that a body itself names; the route's is meant if it names none. */
    default Optional<String> modelName(JsonNode body) {
        return Optional.empty();
    }
}
