package dev.distil4j.app.output;

import dev.distil4j.TextInput;

/** Makes a text fit for a line on a screen. */
public final class DisplayText {

    private static final String PAIR_SEPARATOR = " | ";

    private DisplayText() {}

    /**
     * The beginning of the text in at most so many columns, with an ellipsis if something is
     * missing. Control characters become spaces, so that no text commands the terminal.
     */
    public static String of(TextInput input, int columns) {
        String second = input.pair().map(pair -> PAIR_SEPARATOR + pair).orElse("");
        StringBuilder shown = new StringBuilder();
        int width = append(shown, input.text(), 0, columns);
        width = append(shown, second, width, columns);
        if (width > columns) {
            cutToFit(shown, columns);
        }
        return shown.toString();
    }

    /** Appends until the width is exceeded, and returns the width. */
    private static int append(StringBuilder shown, String text, int width, int columns) {
        for (int i = 0; i < text.length() && width <= columns; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            shown.appendCodePoint(isDangerous(codePoint) ? ' ' : codePoint);
            width += width(codePoint);
        }
        return width;
    }

    private static void cutToFit(StringBuilder shown, int columns) {
        int width = shown.codePoints().map(DisplayText::width).sum();
        while (width > columns - 1 && !shown.isEmpty()) {
            int last = shown.codePointBefore(shown.length());
            shown.setLength(shown.length() - Character.charCount(last));
            width -= width(last);
        }
        shown.append('…');
    }

    /** Controls, and marks that turn the direction of the line or of what follows it. */
    private static boolean isDangerous(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT ->
                    (codePoint >= 0x202A && codePoint <= 0x202E)
                            || (codePoint >= 0x2066 && codePoint <= 0x2069);
            default -> false;
        };
    }

    /** Columns of a character: 0, 1 or 2 (the wide blocks of East Asia, and emoji). */
    private static int width(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide =
                (codePoint >= 0x1100 && codePoint <= 0x115F)
                        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                        || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                        || (codePoint >= 0x1F300 && codePoint <= 0x1F9FF)
                        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
