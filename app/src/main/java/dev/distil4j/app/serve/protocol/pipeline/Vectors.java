package dev.distil4j.app.serve.protocol.pipeline;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;

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

    /** A vector as a list. */
    static List<Float> values(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }
}
