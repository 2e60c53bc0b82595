package dev.distil4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/**
 * Values that the reference computed in float64 and in float32. Their difference says how much a
 * float32 computation may deviate: each value has its own bound, max(2e-5, 4·|f32 − f64|).
 */
public final class Expected {

    private static final double LEAST_BOUND = 2e-5;

    private final String what;
    private final double[] f64;
    private final double[] f32;

    private Expected(String what, double[] f64, double[] f32) {
        this.what = what;
        this.f64 = f64;
        this.f32 = f32;
    }

    /** The values of a golden, which has them under f64 and f32. */
    public static Expected of(String what, JsonNode value) {
        return new Expected(what, doubles(value.get("f64")), doubles(value.get("f32")));
    }

    /** The columns {@code from} (inclusive) to {@code to} (exclusive) of a matrix. */
    public static float[] columns(float[] matrix, int width, int from, int to) {
        int rows = matrix.length / width;
        float[] part = new float[rows * (to - from)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(matrix, row * width + from, part, row * (to - from), to - from);
        }
        return part;
    }

    /** Fails if a value is out of its bound. */
    public void check(float[] actual) {
        assertThat(actual).as(what).hasSameSizeAs(f64);
        for (int i = 0; i < f64.length; i++) {
            double bound = Math.max(LEAST_BOUND, 4 * Math.abs(f32[i] - f64[i]));
            double deviation = Math.abs(actual[i] - f64[i]);
            // Written so that NaN fails too.
            assertThat(deviation <= bound)
                    .as(
                            "%s, value %d: %s is %s off %s, allowed are %s",
                            what, i, actual[i], deviation, f64[i], bound)
                    .isTrue();
        }
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }
}
