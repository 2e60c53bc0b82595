package dev.distil4j.bench.serve;

import dev.distil4j.bench.contest.Quartiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A figure that is measured once a round. */
final class Figure {

    private final String name;
    private final List<Double> values = new ArrayList<>();

    Figure(String name) {
        this.name = name;
    }

    void add(double value) {
        values.add(value);
    }

    double median() {
        return Quartiles.of(values.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    /** The median and, in brackets, the rounds in their order. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %.2f (%s)",
                name,
                median(),
                String.join(
                        ", ",
                        values.stream().map(v -> String.format(Locale.ROOT, "%.2f", v)).toList()));
    }
}
