package dev.distil4j.kernels.opencl;

/** Says how each product is cut on a device. */
interface Tuning {

    /** The configuration for [rows, in] times [in, out]. */
    ProductConfig product(int rows, int in, int out);

    /**
     * The largest tiles of which there are enough to give every compute unit one; for a handful of
     * rows, those that read the weights fastest.
     */
    static Tuning defaults(OpenClDevice device) {
        return (rows, in, out) -> {
            if (rows <= 4 * ProductConfig.SMALL.tileRows()) {
                return ProductConfig.SMALL;
            }
            return ProductConfig.LARGE.groups(rows, out) >= device.computeUnits()
                    ? ProductConfig.LARGE
                    : ProductConfig.MEDIUM;
        };
    }
}
