package dev.distil4j.tokenizer;

/** A word of a corpus while its vocabulary is trained: symbols that grow together. */
final class TrainingWord {
    private final int[] symbols;
    private final long count;
    private int length;

    /** A word of these symbols, which occurs {@code count} times. */
    TrainingWord(int[] symbols, long count) {
        this.symbols = symbols;
        this.count = count;
        length = symbols.length;
    }

    /** Tells of every pair of neighbours. */
    void pairs(PairChange out) {
        for (int i = 1; i < length; i++) {
            out.accept(symbols[i - 1], symbols[i], count);
        }
    }

    /** Makes one symbol of each such pair, from the left, and tells which pairs came and went. */
    void merge(int first, int second, int merged, PairChange out) {
        for (int i = 0; i + 1 < length; i++) {
            if (symbols[i] != first || symbols[i + 1] != second) {
                continue;
            }
            if (i > 0) {
                out.accept(symbols[i - 1], first, -count);
                out.accept(symbols[i - 1], merged, count);
            }
            symbols[i] = merged;
            System.arraycopy(symbols, i + 2, symbols, i + 1, length - i - 2);
            length--;
            if (i + 1 < length) {
                out.accept(second, symbols[i + 1], -count);
                out.accept(merged, symbols[i + 1], count);
            }
        }
    }

    /** Takes how much more often, or less, a pair occurs now. */
    interface PairChange {
        void accept(int first, int second, long change);
    }
}
