package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * BERT's frame: {@code [CLS] text [SEP]}, or {@code [CLS] text [SEP] pair [SEP]}, where the pair
 * and its separator have type 1.
 *
 * @param cls the id of {@code [CLS]}
 * @param sep the id of {@code [SEP]}
 */
record Template(int cls, int sep) {
    /** How many tokens the frame adds to a pair, its larger form. */
    static final int MAX_ADDED = 3;

    /** How many tokens the frame adds. */
    static int added(boolean isPair) {
        return isPair ? MAX_ADDED : MAX_ADDED - 1;
    }

    /** The first tokens of the texts, as many as asked for, in their frame. */
    Encoding frame(TokenBuffer text, int textLength, @Nullable TokenBuffer pair, int pairLength) {
        int textEnd = 1 + textLength;
        int length = textLength + pairLength + added(pair != null);
        Encoding encoding =
                new Encoding(
                        new int[length],
                        new int[length],
                        new int[length],
                        new int[length],
                        new int[length]);
        frame(encoding, 0, cls);
        text.copyTo(encoding, 1, textLength);
        frame(encoding, textEnd, sep);
        if (pair != null) {
            pair.copyTo(encoding, textEnd + 1, pairLength);
            frame(encoding, length - 1, sep);
            Arrays.fill(encoding.typeIds(), textEnd + 1, length, 1);
        }
        return encoding;
    }

    private static void frame(Encoding encoding, int slot, int id) {
        encoding.ids()[slot] = id;
        encoding.words()[slot] = Encoding.NO_WORD;
    }
}
