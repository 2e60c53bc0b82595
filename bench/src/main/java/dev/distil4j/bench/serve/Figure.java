package dev.distil4j.bench.serve;

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
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
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
