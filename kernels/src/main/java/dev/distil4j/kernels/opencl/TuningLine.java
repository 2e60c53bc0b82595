package dev.distil4j.kernels.opencl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of a {@link TuningFile}: {@code tiles} or, of tensor cores, {@code mma}, then the rows, inputs
 * and outputs of a product, then all parameters of its tiles.
 */
record TuningLine(Shape shape, Tiles tiles) {

    private static final Pattern LINE =
            Pattern.compile(
                    "tiles(?: \\d{1,9}){3} =(?: \\d{1,4}){5}|mma(?: \\d{1,9}){3} =(?:"
                            + " \\d{1,4}){6}");
    private static final Pattern BETWEEN = Pattern.compile("[ =]+");

    /**
     * @throws IllegalArgumentException with the reason, if it is no such line
     */
    static TuningLine parse(String text) {
        Matcher matcher = LINE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'%s' is no line of it".formatted(text));
        }
        int[] v = BETWEEN.splitAsStream(text).skip(1).mapToInt(Integer::parseInt).toArray();
        return new TuningLine(
                new Shape(v[0], v[1], v[2]),
                text.startsWith("tiles")
                        ? new ProductConfig(v[3], v[4], v[5], v[6], v[7])
                        : new MmaConfig(v[3], v[4], v[5], v[6], v[7], v[8]));
    }

    String text() {
        String kind =
                switch (tiles) {
                    case ProductConfig _ -> "tiles";
                    case MmaConfig _ -> "mma";
                };
        return "%s %d %d %d = %s"
                .formatted(
                        kind,
                        shape.rows(),
                        shape.in(),
                        shape.out(),
                        tiles.parameters().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ")));
    }
}
