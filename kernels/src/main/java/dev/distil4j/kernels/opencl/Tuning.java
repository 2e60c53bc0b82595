package dev.distil4j.kernels.opencl;

/** Says how each product is cut on a device. */
interface Tuning {

    /** The configuration for [rows, in] times [in, out]. */
    ProductConfig product(int rows, int in, int out);

    /** Where the choice comes from, for people. */
    default String origin() {
        return "not tuned";
    }

    /**
     * The largest tiles of which there are enough to give every compute unit one; for a handful of
     * rows, those that read the weights fastest.
     */
    static Tuning defaults(OpenClDevice device) {
        ProductConfig small = ProductConfig.SMALL;
        ProductConfig medium = ProductConfig.MEDIUM.fits(device) ? ProductConfig.MEDIUM : small;
        ProductConfig large = ProductConfig.LARGE.fits(device) ? ProductConfig.LARGE : medium;
        return (rows, in, out) -> {
            if (rows <= 4 * small.tileRows()) {
                return small;
            }
            return large.groups(rows, out) >= device.computeUnits() ? large : medium;
        };
    }
}
