package dev.distil4j.app.model;

import java.util.Locale;

/** Sizes for a person. */
public final class ByteCount {

    private static final String[] UNITS = {"KB", "MB", "GB", "TB"};
    private static final double STEP = 1000;

    private ByteCount() {}

    /** In the unit that suits, decimal as the hub's pages count: {@code 268.0 MB}. */
    public static String shown(long bytes) {
        if (bytes < STEP) {
            return bytes + " bytes";
        }
        double size = bytes / STEP;
        int unit = 0;
        // What would be rounded to 1000.0 belongs to the next unit.
        while (size >= STEP - 0.05 && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /** Files with their size: {@code 268.0 MB in 5 files}. */
    public static String shown(long bytes, int files) {
        return "%s in %d %s".formatted(shown(bytes), files, files == 1 ? "file" : "files");
    }
}
