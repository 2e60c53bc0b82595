package dev.distil4j.kernels.opencl;

/**
 * Says how each product is cut.
 *
 * @param <T> the tiles of one kernel
 */
interface TileChoice<T extends Tiles> {

    /** The tiles for [rows, in] times [in, out]. */
    T of(int rows, int in, int out);

    /**
     * The largest tiles of which there are enough to give every compute unit of the device one; for a
     * handful of rows, those that read the weights fastest. What the device has no room for is left
     * out.
     *
     * @param small which the device has room for
     */
    static <T extends Tiles> TileChoice<T> bySize(OpenClDevice device, T small, T medium, T large) {
        T some = medium.fits(device) ? medium : small;
        T many = large.fits(device) ? large : some;
        return (rows, in, out) -> {
            if (rows <= 4 * small.tileRows()) {
                return small;
            }
            return many.groups(rows, out) >= device.computeUnits() ? many : some;
        };
    }
}
