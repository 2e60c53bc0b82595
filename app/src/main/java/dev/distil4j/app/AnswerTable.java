package dev.distil4j.app;

import dev.distil4j.Answer;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.app.output.Format;
import dev.distil4j.app.output.MarkedText;

import java.util.List;
import java.util.Locale;

/**
 * Answers for a person: a line with the question, and one for each answer with its score; on a screen
 * the answer is marked in its context.
 */
final class AnswerTable implements Format<List<Answer>> {

    private static final String GAP = "  ";
    private static final String NONE = "(no answer)";

    private final Terminal terminal;
    private final MarkedText marked;

    AnswerTable(Terminal terminal) {
        this.terminal = terminal;
        marked = new MarkedText(terminal);
    }

    @Override
    public String result(Item item, List<Answer> answers) {
        String question = DisplayText.of(TextInput.of(item.input().text()), terminal.columns());
        StringBuilder rows = new StringBuilder(terminal.bold(question)).append('\n');
        String context = item.input().pair().orElseThrow();
        for (Answer answer : answers) {
            String score = GAP + String.format(Locale.ROOT, "%.4f", answer.score()) + GAP;
            rows.append(score).append(shown(answer, context, score.length())).append('\n');
        }
        return rows.toString();
    }

    private String shown(Answer answer, String context, int taken) {
        if (answer.answer().isEmpty()) {
            return NONE;
        }
        if (!terminal.out()) {
            return marked.of(answer.answer(), List.of());
        }
        var span = new MarkedText.Span(answer.start(), answer.end(), "");
        return marked.around(context, span, Math.max(1, terminal.columns() - taken));
    }
}
