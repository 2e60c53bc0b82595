package dev.distil4j.kernels.opencl;

import java.util.Comparator;
import java.util.Map;

/**
 * The tiles that were measured to be the fastest, shape by shape; the others are guessed from the
 * nearest shape, unless its layer is a quite different one.
 *
 * @param origin where they come from, for people
 * @param otherwise knows what is not like any measured shape
 */
record TunedTiles(Map<Shape, ProductConfig> tiles, String origin, Tuning otherwise)
        implements Tuning {

    TunedTiles {
        tiles = Map.copyOf(tiles);
    }

    @Override
    public ProductConfig product(int rows, int in, int out) {
        Shape wanted = new Shape(Math.max(1, rows), in, out);
        return tiles.keySet().stream()
                .filter(wanted::hasLayerLike)
                .min(Comparator.comparingDouble(wanted::distance).thenComparing(Shape.ORDER))
                .map(tiles::get)
                .orElseGet(() -> otherwise.product(rows, in, out));
    }
}
