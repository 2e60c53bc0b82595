package dev.distil4j.app.conformance;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/** Checks as JSON. */
public final class CheckJson {

    private CheckJson() {}

    /** An array with an object for each check. */
    public static void write(JsonGenerator json, List<Check> checks) {
        json.writeStartArray();
        checks.forEach(check -> write(json, check));
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Check check) {
        json.writeStartObject();
        json.writeStringProperty("model", check.model());
        json.writeStringProperty("figure", check.figure());
        json.writeStringProperty("text", check.text());
        json.writeStringProperty("expected", check.expected());
        json.writeStringProperty("got", check.got());
        json.writeNumberProperty("tolerance", check.tolerance());
        json.writeStringProperty("verdict", check.verdict().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("source", check.source());
        json.writeEndObject();
    }
}
