package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.protocol.Exchange.Reply;
import dev.distil4j.app.serve.protocol.pipeline.Pipeline;

/** The shapes that answers have around the results of a pipeline. */
final class Replies {

    private Replies() {}

    /** The result of the only input. */
    static <I, R> Reply<I, R> single(Pipeline<I, R> pipeline) {
        return (json, request, response) ->
                pipeline.write(json, request.inputs().getFirst(), response.results().getFirst());
    }

    /** A list of all results. */
    static <I, R> Reply<I, R> list(Pipeline<I, R> pipeline) {
        return (json, request, response) -> {
            json.writeStartArray();
            for (int i = 0; i < request.inputs().size(); i++) {
                pipeline.write(json, request.inputs().get(i), response.results().get(i));
            }
            json.writeEndArray();
        };
    }

    /** An object that has such an answer in its only field. */
    static <I, R> Reply<I, R> inside(String key, Reply<I, R> value) {
        return (json, request, response) -> {
            json.writeStartObject();
            json.writeName(key);
            value.write(json, request, response);
            json.writeEndObject();
        };
    }
}
