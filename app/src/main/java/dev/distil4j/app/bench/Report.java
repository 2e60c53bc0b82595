package dev.distil4j.app.bench;

import dev.distil4j.ModelInfo;
import dev.distil4j.app.console.NamedRow;
import dev.distil4j.app.output.JsonText;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/**
 * The results, with what others need to make sense of them.
 *
 * @param info the model that was measured end to end, and what everything ran on
 */
public record Report(ModelInfo info, List<Measurement> results) {

    public Report {
        results = List.copyOf(results);
    }

    /** The value of a line with its unit. */
    public static String value(Measurement result) {
        return String.format(Locale.ROOT, "%,.1f %s", result.value(), result.unit());
    }

    /** A table of lines for people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        Machine machine = Machine.current();
        row(table, "machine", machine.cpu());
        row(table, "", "%d processors, %s".formatted(machine.processors(), machine.system()));
        row(table, "java", machine.java());
        row(table, "backend", "%s, %d threads".formatted(info.backend(), info.threads()));
        row(table, "device", info.device());
        row(table, "precision", info.precision().optionName());
        info.refusals().forEach(refusal -> row(table, "", "not " + refusal));
        row(table, "model", info.name());
        table.append('\n');
        for (Measurement result : results) {
            Double share = result.share();
            table.append(
                    "%-10s  %-30s  %20s  %s"
                            .formatted(
                                    result.group(),
                                    result.name(),
                                    value(result),
                                    share == null || result.group().equals("peak")
                                            ? ""
                                            : "%3.0f %% of the peak".formatted(100 * share))
                            .stripTrailing());
            table.append('\n');
        }
        return table.toString();
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append(NamedRow.of(10, name, value));
    }

    /** One JSON object in one line. */
    public String json() {
        return new JsonText().of(this::write) + "\n";
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        Machine.current().write(json);
        json.writeStringProperty("model", info.name());
        json.writeStringProperty("backend", info.backend());
        json.writeStringProperty("device", info.device());
        json.writeStringProperty("precision", info.precision().optionName());
        json.writeName("refusals");
        json.writeStartArray();
        info.refusals().forEach(json::writeString);
        json.writeEndArray();
        json.writeNumberProperty("threads", info.threads());
        json.writeName("results");
        json.writeStartArray();
        results.forEach(result -> write(json, result));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Measurement result) {
        json.writeStartObject();
        json.writeStringProperty("group", result.group());
        json.writeStringProperty("name", result.name());
        json.writeNumberProperty("millis", result.millis());
        json.writeNumberProperty("runs", result.runs());
        json.writeNumberProperty("value", result.value());
        json.writeStringProperty("unit", result.unit());
        Double peak = result.peak();
        Double share = result.share();
        if (peak != null && share != null) {
            json.writeNumberProperty("peak_gflops", peak);
            json.writeNumberProperty("share_of_peak", share);
        }
        json.writeEndObject();
    }
}
