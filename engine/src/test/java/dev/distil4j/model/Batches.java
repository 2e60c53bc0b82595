package dev.distil4j.model;

import dev.distil4j.kernels.TokenBatch;

import java.util.Arrays;
import java.util.List;

/** Puts sequences, and the values computed of them, together. */
final class Batches {

    private Batches() {}

    /** One batch of all sequences, with their token types. */
    static TokenBatch pack(List<int[]> sequences, List<int[]> types) {
        int[] typeIds = types.stream().flatMapToInt(Arrays::stream).toArray();
        TokenBatch untyped = pack(sequences);
        return new TokenBatch(untyped.ids(), typeIds, untyped.starts());
    }

    /** One batch of all sequences. */
    static TokenBatch pack(List<int[]> sequences) {
        int[] starts = new int[sequences.size() + 1];
        for (int s = 0; s < sequences.size(); s++) {
            starts[s + 1] = starts[s] + sequences.get(s).length;
        }
        int[] ids = sequences.stream().flatMapToInt(Arrays::stream).toArray();
        return new TokenBatch(ids, null, starts);
    }

    /** One array after the other. */
    static float[] concatenate(List<float[]> parts) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        float[] all = new float[length];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** The given rows of a matrix, row-major. */
    static float[] rows(float[] matrix, int cols, int... rows) {
        float[] picked = new float[rows.length * cols];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(matrix, rows[i] * cols, picked, i * cols, cols);
        }
        return picked;
    }
}
