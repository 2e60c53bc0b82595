package dev.distil4j.kernels.opencl;

import java.util.List;

/** How a product is cut. Every way of a kernel gives the same bits. */
sealed interface Tiles permits ProductConfig, MmaConfig {

    /** Rows of the result per work-group. */
    int tileRows();

    /** Columns of the result per work-group. */
    int tileCols();

    /** Work-items of a work-group. */
    int items();

    /** Bytes of local memory that a work-group takes. */
    long localBytes();

    /** All parameters, in the order of the record. */
    List<Integer> parameters();

    /** Whether the device has room for its work-groups. */
    default boolean fits(OpenClDevice device) {
        return localBytes() <= device.localMemory() && items() <= device.maxWorkGroup();
    }

    /** Work-groups of a product. */
    default long groups(int rows, int cols) {
        return (long) Math.ceilDiv(rows, tileRows()) * Math.ceilDiv(cols, tileCols());
    }
}
