package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Precision;

/** What values become as weights, by the definition of each type and not by its conversions. */
public final class Rounding {

    private Rounding() {}

    public static float[] of(Precision precision, float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = of(precision, values[i]);
        }
        return rounded;
    }

    /** The nearest multiple of the unit in the last place, of two as near the even one. */
    public static float of(Precision precision, float value) {
        if (!Float.isFinite(value)) {
            return value;
        }
        int exponent = Math.max(Math.getExponent(value), smallestExponent(precision));
        double unit = Math.scalb(1.0, exponent - significantBits(precision) + 1);
        return (float) (Math.rint(value / unit) * unit);
    }

    private static int significantBits(Precision precision) {
        return switch (precision) {
            case F32 -> 24;
            case F16 -> 11;
            case BF16 -> 8;
        };
    }

    private static int smallestExponent(Precision precision) {
        return precision == Precision.F16 ? -14 : Float.MIN_EXPONENT;
    }
}
