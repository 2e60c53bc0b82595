package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.FeatureExtractor;
import dev.distil4j.ModelInfo;
import dev.distil4j.Options;
import dev.distil4j.app.console.NamedRow;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.JsonText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/** {@code distil info}. */
@Command(
        name = "info",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Say what a model is and what it runs on here.",
        footer = {
            "",
            "Examples:",
            "  distil info",
            "  distil info --model my-model --backend scalar --json"
        })
final class InfoCommand implements Runnable {

    private final Streams streams;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.CLASSIFY);
    @Mixin private final EngineOptions engine = new EngineOptions();

    InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Options options = engine.apply(Options.defaults());
        // Any checkpoint has an encoder, whatever its head.
        try (FeatureExtractor encoder = model.open(Distil4J::featureExtraction, options, streams)) {
            ModelInfo info = encoder.info();
            streams.out().write(json ? json(info) : table(info));
        }
    }

    static String table(ModelInfo info) {
        StringBuilder table = new StringBuilder();
        row(table, "model", info.name());
        row(table, "architecture", info.architecture());
        row(table, "parameters", number(info.parameters()));
        row(table, "labels", String.join(", ", info.labels()));
        row(table, "longest text", number(info.max_tokens()) + " tokens");
        row(table, "precision", info.precision().optionName());
        row(table, "weights", number(info.weight_bytes() >> 20) + " MB in memory");
        row(table, "backend", info.backend());
        row(table, "device", info.device());
        row(table, "kernels", info.kernels());
        info.refusals().forEach(refusal -> row(table, "", "not " + refusal));
        row(table, "threads", number(info.threads()));
        row(table, "java", java());
        row(table, "heap", number(maxHeap() >> 20) + " MB at most");
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(NamedRow.of(12, name, value));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String json(ModelInfo info) {
        return new JsonText().of(json -> write(json, info)) + "\n";
    }

    private static void write(JsonGenerator json, ModelInfo info) {
        json.writeStartObject();
        json.writeStringProperty("model", info.name());
        json.writeStringProperty("architecture", info.architecture());
        json.writeNumberProperty("parameters", info.parameters());
        write(json, "labels", info.labels());
        json.writeNumberProperty("max_tokens", info.max_tokens());
        json.writeStringProperty("precision", info.precision().optionName());
        json.writeNumberProperty("weight_bytes", info.weight_bytes());
        json.writeStringProperty("backend", info.backend());
        json.writeStringProperty("device", info.device());
        json.writeStringProperty("kernels", info.kernels());
        write(json, "refusals", info.refusals());
        json.writeNumberProperty("threads", info.threads());
        json.writeStringProperty("java", java());
        json.writeNumberProperty("max_heap_bytes", maxHeap());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> values) {
        json.writeName(name);
        json.writeStartArray();
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static String java() {
        return "%s (%s)"
                .formatted(
                        Runtime.version(),
                        System.getProperty(
                                "java.vendor.version", System.getProperty("java.vendor")));
    }

    private static long maxHeap() {
        return Runtime.getRuntime().maxMemory();
    }
}
