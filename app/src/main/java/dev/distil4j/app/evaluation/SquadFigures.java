package dev.distil4j.app.evaluation;

import dev.distil4j.metrics.SquadMetrics;
import dev.distil4j.metrics.SquadMetrics.Sums;

import tools.jackson.core.JsonGenerator;

import java.util.Locale;

/**
 * The figures of SQuAD, for a person or a program.
 *
 * @param metrics the figures
 * @param version2 whether questions without an answer are told apart
 */
public record SquadFigures(SquadMetrics metrics, boolean version2) {

    /** A table. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        Locale.ROOT, "%-12s%11s%8s%11s\n", "", "exact match", "F1", "questions"));
        append(table, "all", metrics.all());
        if (version2) {
            append(table, "with answer", metrics.HasAns());
            append(table, "without", metrics.NoAns());
        }
        return table.toString();
    }

    private static void append(StringBuilder table, String name, Sums sums) {
        table.append(
                String.format(
                        Locale.ROOT,
                        "%-12s%11.2f%8.2f%,11d\n",
                        name,
                        sums.exact(),
                        sums.f1(),
                        sums.total()));
    }

    /** An object with the names of squad_evaluate. */
    public void write(JsonGenerator json) {
        json.writeStartObject();
        write(json, "", metrics.all());
        if (version2) {
            write(json, "HasAns_", metrics.HasAns());
            write(json, "NoAns_", metrics.NoAns());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String group, Sums sums) {
        json.writeNumberProperty(group + "exact", sums.exact());
        json.writeNumberProperty(group + "f1", sums.f1());
        json.writeNumberProperty(group + "total", sums.total());
    }
}
