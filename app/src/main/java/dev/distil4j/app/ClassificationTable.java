package dev.distil4j.app;

import dev.distil4j.Score;
import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.app.output.Format;

import java.util.List;
import java.util.Locale;

/**
 * Labels and scores for a person: a line with the best label and the text, or, of several labels, a
 * line with the text and one for each label.
 */
final class ClassificationTable implements Format<List<Score>> {

    private static final String GAP = "  ";

    private final int labelWidth;
    private final boolean several;
    private final Terminal terminal;

    ClassificationTable(List<String> labels, boolean several, Terminal terminal) {
        labelWidth = labels.stream().mapToInt(String::length).max().orElse(0);
        this.several = several;
        this.terminal = terminal;
    }

    @Override
    public String result(Item item, List<Score> scores) {
        if (!several) {
            Score best = scores.getFirst();
            int taken = labelWidth + number(best).length() + 2 * GAP.length();
            String text = DisplayText.of(item.input(), Math.max(1, terminal.columns() - taken));
            return (row(best) + GAP + text).stripTrailing() + "\n";
        }
        StringBuilder rows =
                new StringBuilder(DisplayText.of(item.input(), terminal.columns()) + "\n");
        scores.forEach(score -> rows.append(GAP).append(row(score)).append('\n'));
        return rows.toString();
    }

    private String row(Score score) {
        String padding = " ".repeat(labelWidth - score.label().length());
        return terminal.bold(score.label()) + padding + GAP + number(score);
    }

    private static String number(Score score) {
        return String.format(Locale.ROOT, "%.4f", score.score());
    }
}
