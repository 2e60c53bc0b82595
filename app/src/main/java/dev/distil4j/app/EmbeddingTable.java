package dev.distil4j.app;

import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;

import java.util.Locale;

/**
 * Embeddings and their likenesses for a person: a line with numbers and the text.
 *
 * @param terminal where it is shown
 */
record EmbeddingTable(Terminal terminal) {

    /** Numbers of a vector that are shown. */
    private static final int SHOWN = 4;

    private static final String GAP = "  ";

    /** The first numbers of a vector, and how many there are. */
    String vector(Item item, float[] vector) {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, vector.length); i++) {
            numbers.append(String.format(Locale.ROOT, "%8.4f", (double) vector[i]));
        }
        return line(numbers + " … " + vector.length, item);
    }

    /** How alike a text is to the one that it is compared with. */
    String similarity(Item item, Double similarity) {
        return line(String.format(Locale.ROOT, "%7.4f", similarity), item);
    }

    private String line(String numbers, Item item) {
        int columns = Math.max(1, terminal.columns() - numbers.length() - GAP.length());
        return (numbers + GAP + DisplayText.of(item.input(), columns)).stripTrailing() + "\n";
    }
}
