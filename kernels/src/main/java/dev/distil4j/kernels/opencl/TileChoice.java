package dev.distil4j.kernels.opencl;

import java.util.List;
import java.util.stream.Stream;

/**
 * Says how each product is cut.
 *
 * @param <T> the tiles of one kernel
 */
interface TileChoice<T extends Tiles> {

    /**
     * The tiles for [rows, in] times [in, out], then those that stand in, in their order, where the
     * device fails to run them; at least one.
     */
    List<T> of(int rows, int in, int out);

    /**
     * The largest tiles of which there are enough to give every compute unit of the device one; for a
     * handful of rows, those that read the weights fastest. Smaller ones stand in. What the device has
     * no room for is left out.
     *
     * @param small which the device has room for
     */
    static <T extends Tiles> TileChoice<T> bySize(OpenClDevice device, T small, T medium, T large) {
        List<T> few = List.of(small);
        List<T> some = before(few, medium, device);
        List<T> many = before(some, large, device);
        return (rows, in, out) -> {
            if (rows <= 4 * small.tileRows()) {
                return few;
            }
            return many.getFirst().groups(rows, out) >= device.computeUnits() ? many : some;
        };
    }

    private static <T extends Tiles> List<T> before(List<T> others, T tiles, OpenClDevice device) {
        return tiles.fits(device)
                ? Stream.concat(Stream.of(tiles), others.stream()).toList()
                : others;
    }
}
