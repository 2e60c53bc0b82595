package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.WeightType;

/** What values become as weights, by the definition of each type and not by its conversions. */
final class Rounding {

    private Rounding() {}

    static float[] of(WeightType type, float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = of(type, values[i]);
        }
        return rounded;
    }

    /** The nearest multiple of the unit in the last place, of two as near the even one. */
    static float of(WeightType type, float value) {
        if (!Float.isFinite(value)) {
            return value;
        }
        int exponent = Math.max(Math.getExponent(value), smallestExponent(type));
        double unit = Math.scalb(1.0, exponent - significantBits(type) + 1);
        return (float) (Math.rint(value / unit) * unit);
    }

    private static int significantBits(WeightType type) {
        return switch (type) {
            case F32 -> 24;
            case F16 -> 11;
            case BF16 -> 8;
        };
    }

    private static int smallestExponent(WeightType type) {
        return type == WeightType.F16 ? -14 : Float.MIN_EXPONENT;
    }
}
