package dev.distil4j.app.console;

/** A line of a table for a person: a name, and what stands behind it in the second column. */
public final class NamedRow {

    private static final String GAP = "  ";

    private NamedRow() {}

    /**
     * The line with its end. Further lines of the value stay in its column: a compiler's log has some.
     *
     * @param width of the column of names
     */
    public static String of(int width, String name, String value) {
        String nextLine = "\n" + " ".repeat(width) + GAP;
        return ("%-" + width + "s%s%s%n").formatted(name, GAP, value.replace("\n", nextLine));
    }
}
