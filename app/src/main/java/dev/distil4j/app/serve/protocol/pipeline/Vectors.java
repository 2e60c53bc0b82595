package dev.distil4j.app.serve.protocol.pipeline;

import tools.jackson.core.JsonGenerator;

/** Vectors as lists of numbers, each of as many digits as read back to the same float. */
public final class Vectors {

    private Vectors() {}

    /** Writes a vector. */
    public static void write(JsonGenerator json, float[] vector) {
        json.writeStartArray();
        for (float value : vector) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
