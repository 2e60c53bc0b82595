package dev.distil4j.app;

import dev.distil4j.Entity;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.app.output.Format;
import dev.distil4j.app.output.MarkedText;

import java.util.List;
import java.util.Locale;

/** Entities for a person: the text with all of them marked, then a line for each. */
final class EntityTable implements Format<Tagged> {

    private static final String GAP = "  ";

    private final Terminal terminal;
    private final MarkedText marked;

    EntityTable(Terminal terminal) {
        this.terminal = terminal;
        marked = new MarkedText(terminal);
    }

    @Override
    public String result(Item item, Tagged tagged) {
        List<MarkedText.Span> spans =
                tagged.entities().stream()
                        .map(
                                entity ->
                                        new MarkedText.Span(
                                                entity.start(), entity.end(), entity.label()))
                        .toList();
        StringBuilder rows = new StringBuilder(marked.of(tagged.text(), spans)).append('\n');
        int labels =
                tagged.entities().stream()
                        .mapToInt(entity -> entity.label().length())
                        .max()
                        .orElse(0);
        tagged.entities().forEach(entity -> rows.append(row(entity, labels)).append('\n'));
        return rows.toString();
    }

    private String row(Entity entity, int labels) {
        String score = String.format(Locale.ROOT, "%.4f", entity.score());
        int taken = labels + score.length() + 3 * GAP.length();
        int room = Math.max(1, terminal.columns() - taken);
        return GAP
                + terminal.bold(entity.label())
                + " ".repeat(labels - entity.label().length())
                + GAP
                + score
                + GAP
                + DisplayText.of(TextInput.of(entity.word()), room);
    }
}
