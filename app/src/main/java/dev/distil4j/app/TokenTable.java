package dev.distil4j.app;

import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.app.output.Format;

import java.util.List;

/** Tokens for a person: a line with the text, then one for each token. */
final class TokenTable implements Format<List<Token>> {

    private final Terminal terminal;

    TokenTable(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String result(Item item, List<Token> tokens) {
        int widest = tokens.stream().mapToInt(token -> token.piece().length()).max().orElse(0);
        int largest = tokens.stream().mapToInt(Token::id).max().orElse(0);
        String id = "  %" + String.valueOf(largest).length() + "d";
        StringBuilder rows =
                new StringBuilder(DisplayText.of(item.input(), terminal.columns()) + "\n");
        for (Token token : tokens) {
            String piece = token.piece();
            rows.append("  ")
                    .append(terminal.bold(piece))
                    .append(" ".repeat(widest - piece.length()));
            rows.append(id.formatted(token.id()));
            if (token.end() > token.start()) {
                rows.append("  %d-%d".formatted(token.start(), token.end()));
            }
            rows.append('\n');
        }
        return rows.toString();
    }
}
