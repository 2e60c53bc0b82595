package dev.distil4j.app.evaluation;

import dev.distil4j.metrics.Counts;
import dev.distil4j.metrics.SpanMetrics;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;

/**
 * The figures of entities, for a person or a program.
 *
 * @param metrics the figures
 */
public record SpanFigures(SpanMetrics metrics) {

    /** A table, in percent. */
    public String table() {
        int names = metrics.types().keySet().stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max("accuracy".length(), names);
        StringBuilder table = new StringBuilder();
        table.append(" ".repeat(width)).append("  precision  recall      F1  entities\n");
        metrics.types().forEach((type, counts) -> append(table, type, width, counts));
        append(table, "all", width, metrics.all());
        return table.append(
                        String.format(
                                Locale.ROOT,
                                "accuracy%s  %.2f %% of %,d words\n",
                                " ".repeat(width - "accuracy".length()),
                                100 * metrics.accuracy(),
                                metrics.words()))
                .toString();
    }

    private static void append(StringBuilder table, String name, int width, Counts counts) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "%s%s  %9.2f%8.2f%8.2f%,10d\n",
                        name,
                        " ".repeat(width - name.length()),
                        100 * counts.precision(),
                        100 * counts.recall(),
                        100 * counts.f1(),
                        counts.support()));
    }

    /** An object with the names of seqeval's metric in the library evaluate, 0 to 1. */
    public void write(JsonGenerator json) {
        json.writeStartObject();
        metrics.types()
                .forEach(
                        (type, counts) -> {
                            json.writeName(type);
                            json.writeStartObject();
                            write(json, "", counts);
                            json.writeNumberProperty("number", counts.support());
                            json.writeEndObject();
                        });
        write(json, "overall_", metrics.all());
        json.writeNumberProperty("overall_accuracy", metrics.accuracy());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String group, Counts counts) {
        json.writeNumberProperty(group + "precision", counts.precision());
        json.writeNumberProperty(group + "recall", counts.recall());
        json.writeNumberProperty(group + "f1", counts.f1());
    }
}
