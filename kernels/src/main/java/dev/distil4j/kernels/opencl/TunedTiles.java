package dev.distil4j.kernels.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tiles that were measured to be the fastest, shape by shape; the others are guessed from the
 * nearest shape, unless its layer is a quite different one.
 *
 * @param otherwise knows what is not like any measured shape, and what stands in
 */
record TunedTiles<T extends Tiles>(Map<Shape, T> tiles, TileChoice<T> otherwise)
        implements TileChoice<T> {

    TunedTiles {
        tiles = Map.copyOf(tiles);
    }

    @Override
    public List<T> of(int rows, int in, int out) {
        Shape wanted = new Shape(Math.max(1, rows), in, out);
        List<T> others = otherwise.of(rows, in, out);
        return tiles.keySet().stream()
                .filter(wanted::hasLayerLike)
                .min(Comparator.comparingDouble(wanted::distance).thenComparing(Shape.ORDER))
                .map(tiles::get)
                .map(fastest -> before(others, fastest))
                .orElse(others);
    }

    private List<T> before(List<T> others, T fastest) {
        return Stream.concat(Stream.of(fastest), others.stream()).distinct().toList();
    }
}
