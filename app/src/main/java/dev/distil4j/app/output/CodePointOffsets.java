package dev.distil4j.app.output;

/** Offsets into a text as JSON has them: in code points, which is how Python counts. */
public final class CodePointOffsets {

    private final String text;
    private int units;
    private int codePoints;

    /** Counts in this text, quickly if the offsets grow. */
    public CodePointOffsets(String text) {
        this.text = text;
    }

    /** The number of code points before an offset in UTF-16 units. */
    public int of(int offset) {
        codePoints +=
                offset < units
                        ? -text.codePointCount(offset, units)
                        : text.codePointCount(units, offset);
        units = offset;
        return codePoints;
    }
}
