package dev.distil4j.bench.contest;

import dev.distil4j.bench.plot.LineChart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sweep as a picture: milliseconds against the length of one text or, if there are calls with
 * more, texts a second against their number.
 */
record SweepPlot(List<SweepPoint> points) {

    private record Key(String engine, int threads, int tokens) {}

    private boolean batches() {
        return points.stream().anyMatch(point -> point.texts() > 1);
    }

    /** What it shows, in a line. */
    String title() {
        return batches()
                ? "Texts a second against the texts of a call"
                : "Time of one text against its length";
    }

    /** The picture. */
    String svg() {
        boolean batches = batches();
        List<Key> keys = points.stream().map(point -> key(point, batches)).distinct().toList();
        List<String> engines = keys.stream().map(Key::engine).distinct().toList();
        boolean lengths = keys.stream().map(Key::tokens).distinct().count() > 1;
        int most = keys.stream().mapToInt(Key::threads).max().orElse(1);
        List<LineChart.Line> lines = new ArrayList<>();
        for (Key key : keys) {
            String length = lengths ? ", %d tokens".formatted(key.tokens) : "";
            lines.add(
                    new LineChart.Line(
                            "%s, %d thread%s%s"
                                    .formatted(
                                            name(key.engine),
                                            key.threads,
                                            key.threads == 1 ? "" : "s",
                                            length),
                            engines.indexOf(key.engine),
                            key.threads < most,
                            points.stream()
                                    .filter(point -> key(point, batches).equals(key))
                                    .map(point -> batches ? speed(point) : time(point))
                                    .sorted(Comparator.comparingDouble(LineChart.Point::x))
                                    .toList()));
        }
        return batches
                ? LineChart.svg(title(), "texts of a call", "texts a second", lines)
                : LineChart.svg(title(), "tokens", "milliseconds", lines);
    }

    /** What points of one line have in common. */
    private static Key key(SweepPoint point, boolean batches) {
        return new Key(point.engine(), point.threads(), batches ? point.tokens() : 0);
    }

    /** Here both graphs of ONNX Runtime may have their lines. */
    private static String name(String engine) {
        return engine.equals("onnxruntime-optimised")
                ? "ONNX Runtime, optimised graph"
                : Captions.engine(engine);
    }

    private static LineChart.Point time(SweepPoint point) {
        Quartiles millis = point.millis();
        return new LineChart.Point(point.tokens(), millis.q1(), millis.median(), millis.q3());
    }

    private static LineChart.Point speed(SweepPoint point) {
        Quartiles millis = point.millis();
        double texts = 1000.0 * point.texts();
        return new LineChart.Point(
                point.texts(), texts / millis.q3(), texts / millis.median(), texts / millis.q1());
    }
}
