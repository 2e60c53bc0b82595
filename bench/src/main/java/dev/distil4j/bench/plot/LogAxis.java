package dev.distil4j.bench.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis on which equal factors have equal lengths.
 *
 * @param from value at its start, above 0
 * @param to value at its end, above {@code from}
 * @param start where it starts, in pixels
 * @param end where it ends
 * @param ticks values to name, in order
 */
record LogAxis(double from, double to, double start, double end, List<Double> ticks) {

    private static final double[] FEW = {1, 2, 5};
    private static final double[] MANY = {1, 2, 3, 4, 5, 6, 8};

    /** From value to value exactly, with powers of two as ticks. */
    static LogAxis binary(double from, double to, double start, double end) {
        List<Double> ticks = new ArrayList<>();
        for (double tick = 1; tick <= to; tick *= 2) {
            if (tick >= from) {
                ticks.add(tick);
            }
        }
        return new LogAxis(from, Math.max(to, from * 1.01), start, end, ticks);
    }

    /** From the next round number below the least value to the next above the greatest. */
    static LogAxis decimal(double least, double most, double start, double end) {
        double[] factors = most / least > 8 ? FEW : MANY;
        List<Double> ticks = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(least));
        for (int power = first; Math.pow(10, power) <= most * 10; power++) {
            for (double factor : factors) {
                ticks.add(factor * Math.pow(10, power));
            }
        }
        while (ticks.get(1) <= least) {
            ticks.removeFirst();
        }
        while (ticks.size() > 2 && ticks.get(ticks.size() - 2) >= most) {
            ticks.removeLast();
        }
        return new LogAxis(ticks.getFirst(), ticks.getLast(), start, end, List.copyOf(ticks));
    }

    /** The place of a value. */
    double at(double value) {
        return start + (end - start) * Math.log(value / from) / Math.log(to / from);
    }
}
