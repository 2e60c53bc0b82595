package dev.distil4j.kernels.opencl;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tiles that were measured to be a device's fastest, shape by shape.
 *
 * @param products in floats, and of halves without tensor cores
 * @param mma on tensor cores; none where they are not used
 */
record FastestTiles(Map<Shape, ProductConfig> products, Map<Shape, MmaConfig> mma) {

    FastestTiles {
        products = Map.copyOf(products);
        mma = Map.copyOf(mma);
    }

    static FastestTiles of(List<TuningLine> lines) {
        Map<Shape, ProductConfig> products = new HashMap<>();
        Map<Shape, MmaConfig> mma = new HashMap<>();
        for (TuningLine line : lines) {
            switch (line.tiles()) {
                case ProductConfig config -> products.put(line.shape(), config);
                case MmaConfig config -> mma.put(line.shape(), config);
            }
        }
        return new FastestTiles(products, mma);
    }

    /** Kernel by kernel, layer by layer. */
    List<TuningLine> lines() {
        return Stream.concat(lines(products), lines(mma)).toList();
    }

    private static Stream<TuningLine> lines(Map<Shape, ? extends Tiles> tiles) {
        return tiles.entrySet().stream()
                .map(entry -> new TuningLine(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(TuningLine::shape, Shape.ORDER));
    }
}
