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

    /** All of a text on its own, however wide; fit for a line all the same. */
    public static String of(String text) {
        return of(TextInput.of(text), Integer.MAX_VALUE);
    }

    /** Columns that a text takes on a screen. */
    public static int columns(String text) {
        return ScreenCharacter.columns(text);
    }

    /** Appends until the width is exceeded, and returns the width. */
    private static int append(StringBuilder shown, String text, int width, int columns) {
        for (int i = 0; i < text.length() && width <= columns; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            shown.appendCodePoint(ScreenCharacter.harmless(codePoint));
            width += ScreenCharacter.columns(codePoint);
        }
        return width;
    }

    private static void cutToFit(StringBuilder shown, int columns) {
        int width = ScreenCharacter.columns(shown);
        while (width > columns - 1 && !shown.isEmpty()) {
            int last = shown.codePointBefore(shown.length());
            shown.setLength(shown.length() - Character.charCount(last));
            width -= ScreenCharacter.columns(last);
        }
        shown.append('…');
    }
}
