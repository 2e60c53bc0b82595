package dev.distil4j.app.tokens;

import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.app.output.Format;

import java.util.List;

/**
 * Tokens for a person: a line with the text, then one for each token with its id, where it stands
 * and the number of its word. Those that frame the texts stand nowhere.
 */
public final class TokenTable implements Format<List<Window>> {

    private static final String GAP = "  ";

    private final Terminal terminal;
    private final boolean windows;

    /**
     * A table.
     *
     * @param windows whether a text may have several windows
     */
    public TokenTable(Terminal terminal, boolean windows) {
        this.terminal = terminal;
        this.windows = windows;
    }

    @Override
    public String result(Item item, List<Window> result) {
        StringBuilder rows =
                new StringBuilder(DisplayText.of(item.input(), terminal.columns()) + "\n");
        for (int i = 0; i < result.size(); i++) {
            if (windows) {
                rows.append("window %d of %d\n".formatted(i + 1, result.size()));
            }
            append(rows, result.get(i));
        }
        return rows.toString();
    }

    private void append(StringBuilder rows, Window window) {
        List<Token> tokens = window.tokens();
        int pieces = tokens.stream().mapToInt(token -> token.piece().length()).max().orElse(0);
        int ids = width(tokens.stream().map(token -> String.valueOf(token.id())).toList());
        int places = width(tokens.stream().map(TokenTable::place).toList());
        for (Token token : tokens) {
            String padding = " ".repeat(pieces - token.piece().length());
            String row =
                    GAP
                            + terminal.bold(token.piece())
                            + padding
                            + GAP
                            + right(String.valueOf(token.id()), ids);
            String rest = GAP + left(place(token), places) + GAP + word(token);
            rows.append((row + rest).stripTrailing()).append('\n');
        }
        if (!windows && window.missing() > 0) {
            rows.append(GAP).append("… %,d more, cut\n".formatted(window.missing()));
        }
    }

    private static String place(Token token) {
        return token.isSpecial() ? "" : token.start() + "-" + token.end();
    }

    private static String word(Token token) {
        return token.isSpecial() ? "" : "word " + token.word();
    }

    private static int width(List<String> cells) {
        return cells.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String left(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private static String right(String cell, int width) {
        return " ".repeat(width - cell.length()) + cell;
    }
}
