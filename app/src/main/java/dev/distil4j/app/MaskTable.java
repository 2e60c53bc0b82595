package dev.distil4j.app;

import dev.distil4j.FilledMask;
import dev.distil4j.Mask;
import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.app.output.Format;
import dev.distil4j.app.output.MarkedText;

import java.util.List;
import java.util.Locale;

/**
 * Words for masks, for a person: a line with the text and one for each word, which shows it in its
 * place; of several masks each is a paragraph.
 */
final class MaskTable implements Format<List<Mask>> {

    private static final String GAP = "  ";
    private static final String CONTINUING = "##";
    private static final double LEAST_FIXED = 1e-3;

    private final Terminal terminal;
    private final MarkedText marked;

    MaskTable(Terminal terminal) {
        this.terminal = terminal;
        marked = new MarkedText(terminal);
    }

    @Override
    public String result(Item item, List<Mask> masks) {
        StringBuilder rows =
                new StringBuilder(DisplayText.of(item.input(), terminal.columns()) + "\n");
        for (int m = 0; m < masks.size(); m++) {
            if (masks.size() > 1) {
                rows.append(GAP).append("mask ").append(m + 1).append('\n');
            }
            append(rows, item.input().text(), masks.get(m), masks.size() > 1 ? GAP + GAP : GAP);
        }
        return rows.toString();
    }

    private void append(StringBuilder rows, String text, Mask mask, String indent) {
        int width =
                mask.candidates().stream()
                        .mapToInt(candidate -> DisplayText.columns(candidate.token_str()))
                        .max()
                        .orElse(0);
        for (FilledMask candidate : mask.candidates()) {
            String word = DisplayText.of(candidate.token_str());
            String padding = " ".repeat(width - DisplayText.columns(word));
            String score = number(candidate.score());
            int taken = indent.length() + width + score.length() + 2 * GAP.length();
            rows.append(indent)
                    .append(terminal.bold(word))
                    .append(padding)
                    .append(GAP)
                    .append(score)
                    .append(GAP)
                    .append(filled(text, mask, word, Math.max(1, terminal.columns() - taken)))
                    .append('\n');
        }
    }

    /** As many digits as tell something: a target may have a tiny share of the vocabulary. */
    private static String number(double score) {
        return String.format(Locale.ROOT, score < LEAST_FIXED ? "%.0e" : "%.4f", score);
    }

    /** The text with the word in the place of the mask, as far as so many columns hold it. */
    private String filled(String text, Mask mask, String word, int columns) {
        String before = text.substring(0, mask.start());
        String after = text.substring(mask.end());
        String shown = word;
        if (word.startsWith(CONTINUING) && word.length() > CONTINUING.length()) {
            shown = word.substring(CONTINUING.length());
            before = before.stripTrailing();
        } else if (!before.isEmpty()
                && Character.isLetterOrDigit(before.codePointBefore(before.length()))) {
            before += " ";
        }
        if (!after.isEmpty() && Character.isLetterOrDigit(after.codePointAt(0))) {
            after = " " + after;
        }
        int end = before.length() + shown.length();
        return marked.around(
                before + shown + after, new MarkedText.Span(before.length(), end, ""), columns);
    }
}
