package dev.distil4j.bench.contest;

import java.util.Arrays;

/**
 * The middle of some values and its spread.
 *
 * @param q1 a quarter of the values are less
 * @param median half of them are less
 * @param q3 three quarters of them are less
 */
public record Quartiles(double q1, double median, double q3) {

    /** Of at least one value. */
    public static Quartiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** Between two values it is interpolated. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
