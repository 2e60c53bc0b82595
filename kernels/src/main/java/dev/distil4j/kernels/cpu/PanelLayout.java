package dev.distil4j.kernels.cpu;

/**
 * Turns rows of W into a panel, where the values of one k stand side by side.
 *
 * <p>A checkpoint is laid out once, by code that nobody has run before. So the one loop stands in a
 * method as small as can be, which is compiled soon, and stays within the first-level cache.
 */
final class PanelLayout {

    /** Values of a row that are moved at a time: as much of a panel fits in 32 KB. */
    private static final int BLOCK = 64;

    private PanelLayout() {}

    /**
     * panel[k, r] = rows[r, k].
     *
     * @param rows [count, in]
     * @param panel [in, width] from {@code at}; columns from {@code count} on are left alone
     */
    static void interleave(float[] rows, int count, int in, float[] panel, int at, int width) {
        for (int k = 0; k < in; k += BLOCK) {
            int block = Math.min(BLOCK, in - k);
            for (int r = 0; r < count; r++) {
                spread(rows, r * in + k, block, panel, at + k * width + r, width);
            }
        }
    }

    private static void spread(float[] row, int from, int count, float[] to, int at, int stride) {
        for (int i = 0; i < count; i++) {
            to[at + i * stride] = row[from + i];
        }
    }
}
