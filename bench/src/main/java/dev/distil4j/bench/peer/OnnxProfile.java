package dev.distil4j.bench.peer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What ONNX Runtime's own profiler tells of a graph. */
public final class OnnxProfile {

    private static final int RUNS = 20;

    /**
     * How an operator is used.
     *
     * @param nodes of the graph after all optimisations
     * @param time their part of the time of all nodes, 0 to 1
     */
    public record Use(int nodes, double time) {}

    private OnnxProfile() {}

    /** The operators of a graph on one thread, by their names. */
    public static SortedMap<String, Use> of(Path graph, long[] ids) {
        try {
            Path file = profile(graph, ids);
            JsonNode events = new JsonMapper().readTree(Files.readAllBytes(file));
            Files.delete(file);
            return uses(events);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path profile(Path graph, long[] ids) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        long[] shape = {1, ids.length};
        try (OrtSession.SessionOptions options = OnnxModel.options(1)) {
            options.enableProfiling(graph.resolveSibling("profile").toString());
            try (OrtSession session = environment.createSession(graph.toString(), options);
                    OnnxTensor input_ids =
                            OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                    OnnxTensor attention_mask =
                            OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape)) {
                for (int i = 0; i < RUNS; i++) {
                    session.run(Map.of("input_ids", input_ids, "attention_mask", attention_mask))
                            .close();
                }
                return Path.of(session.endProfiling());
            }
        }
    }

    private static SortedMap<String, Use> uses(JsonNode events) {
        SortedMap<String, Double> micros = new TreeMap<>();
        SortedMap<String, Set<String>> nodes = new TreeMap<>();
        for (JsonNode event : events) {
            String operator = event.path("args").path("op_name").asString("");
            String name = event.path("name").asString("");
            if (event.path("cat").asString("").equals("Node") && name.endsWith("_kernel_time")) {
                micros.merge(operator, event.path("dur").doubleValue(), Double::sum);
                nodes.computeIfAbsent(operator, key -> new HashSet<>())
                        .add(event.path("args").path("node_index").asString(name));
            }
        }
        double all = micros.values().stream().mapToDouble(Double::doubleValue).sum();
        SortedMap<String, Use> uses = new TreeMap<>();
        micros.forEach(
                (operator, time) ->
                        uses.put(
                                operator,
                                new Use(
                                        nodes.getOrDefault(operator, Set.of()).size(),
                                        time / all)));
        return uses;
    }
}
