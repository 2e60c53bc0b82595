package dev.distil4j.app.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the results.
 *
 * @param group such as {@code product}
 * @param name what was measured, such as {@code 768 -> 3072, 16 rows}
 * @param millis median time of one run
 * @param runs how many were timed
 * @param value how fast that is
 * @param unit of the value, such as {@code GFLOP/s}
 * @param peak GFLOP/s that as many threads reached just before or just after, the larger of the
 *     two; null where it means nothing
 */
public record Measurement(
        String group,
        String name,
        double millis,
        int runs,
        double value,
        String unit,
        @Nullable Double peak) {

    /** The part of the peak that was reached, if that means something. */
    public @Nullable Double share() {
        return peak == null ? null : value / peak;
    }
}
