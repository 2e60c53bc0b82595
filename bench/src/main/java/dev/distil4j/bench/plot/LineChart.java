package dev.distil4j.bench.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Medians as lines in a band of their quartiles, both axes logarithmic. */
public final class LineChart {

    /**
     * @param x above 0
     * @param low lower quartile, above 0
     * @param median on the line
     * @param high upper quartile
     */
    public record Point(double x, double low, double median, double high) {}

    /**
     * @param name in the legend
     * @param colour lines of one colour belong together
     * @param dashed or solid
     * @param points by ascending x
     */
    public record Line(String name, int colour, boolean dashed, List<Point> points) {

        public Line {
            points = List.copyOf(points);
        }
    }

    private static final int WIDTH = 920;
    private static final int LEFT = 72;
    private static final int RIGHT = WIDTH - 24;
    private static final int PLOT = 380;
    private static final int BOTTOM = 52;
    private static final int LEGEND = 52;
    private static final int LEGEND_LINE = 22;
    private static final int SAMPLE = 34;

    private LineChart() {}

    /** The picture as SVG. */
    public static String svg(String title, String xAxis, String yAxis, List<Line> lines) {
        List<double[]> legend = legend(lines);
        int top = (int) legend.getLast()[1] + 2 * LEGEND_LINE;
        int bottom = top + PLOT;
        Svg svg = new Svg(WIDTH, bottom + BOTTOM, title, description(xAxis, yAxis, lines));
        LogAxis x = LogAxis.binary(least(lines, Point::x), most(lines, Point::x), LEFT, RIGHT);
        LogAxis y =
                LogAxis.decimal(least(lines, Point::low), most(lines, Point::high), bottom, top);
        for (double tick : x.ticks()) {
            svg.line("grid", x.at(tick), top, x.at(tick), bottom);
            svg.text("middle", x.at(tick), bottom + 18, label(tick));
        }
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("end", LEFT - 8, y.at(tick) + 4, label(tick));
        }
        svg.text("middle", (LEFT + RIGHT) / 2.0, bottom + 40, xAxis);
        svg.text("", 16, top - 12, yAxis);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            double[] place = legend.get(i);
            svg.line(curve(line), place[0], place[1] - 4, place[0] + SAMPLE - 8, place[1] - 4);
            svg.text("", place[0] + SAMPLE, place[1], line.name);
            draw(svg, line, x, y);
        }
        svg.line("axis", LEFT, top, LEFT, bottom);
        svg.line("axis", LEFT, bottom, RIGHT, bottom);
        return svg.xml();
    }

    private static void draw(Svg svg, Line line, LogAxis x, LogAxis y) {
        List<double[]> band = new ArrayList<>();
        List<double[]> curve = new ArrayList<>();
        for (Point point : line.points) {
            band.add(new double[] {x.at(point.x), y.at(point.low)});
            curve.add(new double[] {x.at(point.x), y.at(point.median)});
        }
        for (Point point : line.points.reversed()) {
            band.add(new double[] {x.at(point.x), y.at(point.high)});
        }
        svg.area("band c" + line.colour, band);
        svg.curve(curve(line), curve);
    }

    private static String curve(Line line) {
        return "curve c" + line.colour + (line.dashed ? " dashed" : "");
    }

    /** Where each line's entry begins, in as many rows as they need. */
    private static List<double[]> legend(List<Line> lines) {
        List<double[]> places = new ArrayList<>();
        double x = 16;
        double y = LEGEND;
        for (Line line : lines) {
            double width = SAMPLE + line.name.length() * Svg.LETTER + 20;
            if (x + width > RIGHT && x > 16) {
                x = 16;
                y += LEGEND_LINE;
            }
            places.add(new double[] {x, y});
            x += width;
        }
        return places;
    }

    private static double least(List<Line> lines, ToDoubleFunction<Point> value) {
        return points(lines).stream().mapToDouble(value).min().orElseThrow();
    }

    private static double most(List<Line> lines, ToDoubleFunction<Point> value) {
        return points(lines).stream().mapToDouble(value).max().orElseThrow();
    }

    private static List<Point> points(List<Line> lines) {
        return lines.stream().flatMap(line -> line.points.stream()).toList();
    }

    private static String label(double value) {
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    private static String description(String xAxis, String yAxis, List<Line> lines) {
        StringBuilder text =
                new StringBuilder("%s (vertical) against %s (horizontal).".formatted(yAxis, xAxis));
        for (Line line : lines) {
            Point first = line.points.getFirst();
            Point last = line.points.getLast();
            text.append(
                    String.format(
                            Locale.ROOT,
                            " %s: %.3g at %.0f, %.3g at %.0f.",
                            line.name,
                            first.median,
                            first.x,
                            last.median,
                            last.x));
        }
        return text.toString();
    }
}
