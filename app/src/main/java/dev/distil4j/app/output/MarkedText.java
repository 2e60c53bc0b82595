package dev.distil4j.app.output;

import dev.distil4j.app.console.Terminal;

import java.util.Comparator;
import java.util.List;

/**
 * Shows where in a text something was found: highlighted on a terminal with colours, else in
 * brackets, {@code [Sarah|PER] lives in [London|LOC]}. Controls of the text become spaces, as they
 * do in {@link DisplayText}.
 */
public final class MarkedText {

    /**
     * A part of a text.
     *
     * @param start first UTF-16 unit
     * @param end behind the last UTF-16 unit; a part without any is not shown
     * @param label what it is; may be empty
     */
    public record Span(int start, int end, String label) {}

    private static final String ELLIPSIS = "…";

    private final Terminal terminal;

    /** Marks for this terminal. */
    public MarkedText(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * The whole text in one line, however long. Of parts that overlap, the one that begins first is
     * marked.
     */
    public String of(String text, List<Span> spans) {
        StringBuilder shown = new StringBuilder();
        int done = 0;
        for (Span span : spans.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            if (span.start() >= done && span.end() > span.start()) {
                shown.append(harmless(text.substring(done, span.start())))
                        .append(mark(harmless(text.substring(span.start(), span.end())), span));
                done = span.end();
            }
        }
        return shown.append(harmless(text.substring(done))).toString();
    }

    /**
     * The part and as much of the text around it as so many columns hold, in one line, with an
     * ellipsis where text is missing; all of a part that is wider than that.
     */
    public String around(String text, Span span, int columns) {
        String part = harmless(text.substring(span.start(), span.end()));
        String marked = part.isEmpty() ? "" : mark(part, span);
        int room = Math.max(0, columns - ScreenCharacter.columns(part) - markColumns(span));
        String before = harmless(text.substring(0, span.start()));
        String after = harmless(text.substring(span.end()));
        int wantedBefore = ScreenCharacter.columns(before);
        int wantedAfter = ScreenCharacter.columns(after);
        // Each side may have half, and what the other leaves.
        int roomBefore = Math.max(room / 2, room - wantedAfter);
        int roomAfter = Math.max(room - room / 2, room - wantedBefore);
        return end(before, roomBefore) + marked + beginning(after, roomAfter);
    }

    private String mark(String part, Span span) {
        if (terminal.colour()) {
            String label = span.label().isEmpty() ? "" : " " + terminal.dim(harmless(span.label()));
            return terminal.highlight(part) + label;
        }
        String label = span.label().isEmpty() ? "" : "|" + harmless(span.label());
        return "[" + part + label + "]";
    }

    /** Columns that a mark adds to its part. */
    private int markColumns(Span span) {
        if (span.end() == span.start()) {
            return 0;
        }
        int label = span.label().isEmpty() ? 0 : 1 + ScreenCharacter.columns(span.label());
        return terminal.colour() ? label : label + "[]".length();
    }

    private static String beginning(String text, int columns) {
        if (ScreenCharacter.columns(text) <= columns) {
            return text;
        }
        int width = ELLIPSIS.length();
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            width += ScreenCharacter.columns(codePoint);
            if (width > columns) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static String end(String text, int columns) {
        if (ScreenCharacter.columns(text) <= columns) {
            return text;
        }
        int width = ELLIPSIS.length();
        int start = text.length();
        while (start > 0) {
            int codePoint = text.codePointBefore(start);
            width += ScreenCharacter.columns(codePoint);
            if (width > columns) {
                break;
            }
            start -= Character.charCount(codePoint);
        }
        return ELLIPSIS + text.substring(start);
    }

    private static String harmless(String text) {
        return text.codePoints()
                .map(ScreenCharacter::harmless)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
