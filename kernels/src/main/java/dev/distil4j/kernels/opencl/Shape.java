package dev.distil4j.kernels.opencl;

import java.util.Comparator;

/** The shape of a product: [rows, in] times [in, out]. */
record Shape(int rows, int in, int out) {

    /** Layer by layer. */
    static final Comparator<Shape> ORDER =
            Comparator.comparingInt(Shape::in)
                    .thenComparingInt(Shape::out)
                    .thenComparingInt(Shape::rows);

    /** Whether the layer of {@code other} is at most twice as large or as small, either way. */
    boolean hasLayerLike(Shape other) {
        return octaves(in, other.in) <= 1 && octaves(out, other.out) <= 1;
    }

    /** How unlike two shapes are: octaves between them, of all three sides together. */
    double distance(Shape other) {
        return octaves(rows, other.rows) + octaves(in, other.in) + octaves(out, other.out);
    }

    private static double octaves(int a, int b) {
        return Math.abs(Math.log((double) a / b)) / Math.log(2);
    }
}
