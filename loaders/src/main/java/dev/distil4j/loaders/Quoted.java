package dev.distil4j.loaders;

import java.util.List;
import java.util.stream.Collectors;

/** Strings from files, made fit for a message: no control characters, no endless names. */
final class Quoted {

    private static final int MAX_CHARS = 100;
    private static final int MAX_ITEMS = 8;

    private Quoted() {}

    /** The text in single quotes. */
    static String quote(String text) {
        return "'" + plain(text, MAX_CHARS) + "'";
    }

    /** {@code 1 byte}, {@code 2 bytes}: the number and what is counted, as English has it. */
    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** The items behind one another, cut with a count: {@code a, b, c and 95 more}. */
    static String list(List<String> items) {
        String shown = items.stream().limit(MAX_ITEMS).collect(Collectors.joining(", "));
        int hidden = items.size() - MAX_ITEMS;
        return hidden > 0 ? shown + " and " + hidden + " more" : shown;
    }

    /** At most {@code maxChars} chars of the text, control and invisible characters escaped. */
    static String plain(String text, int maxChars) {
        String cut = text.length() > maxChars ? text.substring(0, maxChars) : text;
        var out = new StringBuilder();
        cut.codePoints()
                .forEach(
                        c -> {
                            if (isVisible(c)) {
                                out.appendCodePoint(c);
                            } else {
                                out.append(String.format("\\u%04x", c));
                            }
                        });
        return cut.length() < text.length() ? out.append("...").toString() : out.toString();
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
