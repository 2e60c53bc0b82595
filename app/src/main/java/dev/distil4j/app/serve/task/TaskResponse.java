package dev.distil4j.app.serve.task;

import java.util.List;

/**
 * What became of a request.
 *
 * @param results one for each input, in their order
 * @param tokens that were computed for each input, at most the model's longest unless in windows
 * @param truncated whether one of the inputs was cut
 * @param timings how long each stage took
 */
public record TaskResponse<R>(
        List<R> results, List<Long> tokens, boolean truncated, Timings timings) {
    public TaskResponse {
        results = List.copyOf(results);
        tokens = List.copyOf(tokens);
    }
}
