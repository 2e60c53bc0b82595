package dev.distil4j.kernels.opencl;

import java.util.Comparator;
import java.util.Map;

/**
 * The tiles that were measured to be the fastest, shape by shape; the others are guessed from the
 * nearest shape, unless its layer is a quite different one.
 *
 * @param otherwise knows what is not like any measured shape
 */
record TunedTiles<T extends Tiles>(Map<Shape, T> tiles, TileChoice<T> otherwise)
        implements TileChoice<T> {

    TunedTiles {
        tiles = Map.copyOf(tiles);
    }

    @Override
    public T of(int rows, int in, int out) {
        Shape wanted = new Shape(Math.max(1, rows), in, out);
        return tiles.keySet().stream()
                .filter(wanted::hasLayerLike)
                .min(Comparator.comparingDouble(wanted::distance).thenComparing(Shape.ORDER))
                .map(tiles::get)
                .orElseGet(() -> otherwise.of(rows, in, out));
    }
}
