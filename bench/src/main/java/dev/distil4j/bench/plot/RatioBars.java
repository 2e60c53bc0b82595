package dev.distil4j.bench.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Ratios as bars to the right, one below the other in groups, with quartiles as whiskers and a line
 * at 1.
 */
public final class RatioBars {

    /**
     * @param group what bars in a row may have in common, named once
     * @param name its own
     * @param q1 first quartile
     * @param median where it ends
     * @param q3 third quartile
     */
    public record Bar(String group, String name, double q1, double median, double q3) {}

    private static final int MARGIN = 16;
    private static final int TOP = 64;
    private static final int LINE = 22;
    private static final int GAP = 12;
    private static final int BARS = 320;
    private static final int VALUES = 140;
    private static final int BOTTOM = 52;

    /** Where bars begin: as far to the right as the texts before them need. */
    private final double left;

    /** The length of 1. */
    private final double unit;

    private final Svg svg;

    /** The picture as SVG. Bars of one name have one colour. */
    public static String svg(String title, String axis, List<Bar> bars) {
        return new RatioBars(title, axis, bars).svg.xml();
    }

    private RatioBars(String title, String axis, List<Bar> bars) {
        long groups = bars.stream().map(Bar::group).distinct().count();
        int height = (int) (TOP + bars.size() * LINE + groups * GAP + BOTTOM);
        left = 3 * MARGIN + width(bars, Bar::group) + width(bars, Bar::name);
        double right = left + BARS;
        svg = new Svg((int) right + VALUES, height, title, description(axis, bars));
        double most = bars.stream().mapToDouble(Bar::q3).max().orElse(1);
        double step = step(Math.max(most, 1) / 6);
        double end = step * Math.ceil(Math.max(most, 1.1) / step);
        unit = BARS / end;
        int bottom = height - BOTTOM;
        for (int i = 0; i * step <= end + step / 2; i++) {
            double x = left + i * step * unit;
            svg.line("grid", x, TOP, x, bottom);
            svg.text("middle", x, bottom + 18, label(i * step));
        }
        svg.text("middle", (left + right) / 2, bottom + 40, axis);
        svg.text("middle", left + unit, TOP - 8, "as fast");
        Map<String, Integer> colours = new LinkedHashMap<>();
        double y = TOP;
        String group = "";
        for (Bar bar : bars) {
            if (!bar.group.equals(group)) {
                group = bar.group;
                y += GAP;
                svg.text("", MARGIN, y + 15, group);
            }
            int colour = colours.computeIfAbsent(bar.name, name -> colours.size()) % Svg.COLOURS;
            draw(bar, y, colour);
            y += LINE;
        }
        svg.line("axis", left, TOP, left, bottom);
        svg.line("axis", left + unit, TOP, left + unit, bottom);
    }

    private void draw(Bar bar, double y, int colour) {
        double low = left + bar.q1 * unit;
        double high = left + bar.q3 * unit;
        double middle = y + LINE / 2.0;
        svg.text("end", left - MARGIN / 2.0, y + 15, bar.name);
        svg.rectangle("bar c" + colour, left, y + 3, bar.median * unit, LINE - 6);
        svg.line("whisker", low, middle, high, middle);
        svg.line("whisker", low, middle - 4, low, middle + 4);
        svg.line("whisker", high, middle - 4, high, middle + 4);
        svg.text(
                "end",
                left + BARS + VALUES - MARGIN,
                y + 15,
                String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", bar.median, bar.q1, bar.q3));
    }

    private static double width(List<Bar> bars, Function<Bar, String> text) {
        return Svg.LETTER * bars.stream().map(text).mapToInt(String::length).max().orElse(0);
    }

    /** At least so much: 1, 2 or 5 times a power of ten. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String label(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }

    private static String description(String axis, List<Bar> bars) {
        StringBuilder text = new StringBuilder(axis).append(", medians:");
        for (Bar bar : bars) {
            text.append(
                    String.format(Locale.ROOT, " %s, %s %.2f;", bar.group, bar.name, bar.median));
        }
        return text.deleteCharAt(text.length() - 1).append('.').toString();
    }
}
