package dev.distil4j.app.serve.protocol.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Vectors as the lists that tensors are made of. */
final class Vectors {

    private Vectors() {}

    /** A vector as a list. */
    static List<Float> values(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }
}
