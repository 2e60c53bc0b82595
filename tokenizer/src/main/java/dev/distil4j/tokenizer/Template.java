package dev.distil4j.tokenizer;

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

    /** Some tokens of each text in their frame. */
    Encoding framed(Tokens tokens, Range first, Range second) {
        int firstEnd = 1 + first.length();
        int length = first.length() + second.length() + added(tokens.isPair());
        Encoding encoding = Encoding.ofLength(length, tokens.count() + added(tokens.isPair()));
        frame(encoding, 0, cls);
        tokens.first().copyTo(encoding, 1, first);
        frame(encoding, firstEnd, sep);
        if (tokens.isPair()) {
            tokens.second().copyTo(encoding, firstEnd + 1, second);
            frame(encoding, length - 1, sep);
            Arrays.fill(encoding.typeIds(), firstEnd + 1, length, 1);
        }
        return encoding;
    }

    /** The beginnings of the texts in their frame, as the next of some sequences of ids. */
    void framed(Tokens tokens, Share share, IdSequences target) {
        target.append(cls, 0);
        target.append(tokens.first(), share.first(), 0);
        target.append(sep, 0);
        if (tokens.isPair()) {
            target.append(tokens.second(), share.second(), 1);
            target.append(sep, 1);
        }
        target.endSequence();
    }

    /** Some tokens of each text, one behind the other. */
    static Encoding bare(Tokens tokens, Range first, Range second) {
        int length = first.length() + second.length();
        Encoding encoding = Encoding.ofLength(length, tokens.count());
        tokens.first().copyTo(encoding, 0, first);
        tokens.second().copyTo(encoding, first.length(), second);
        Arrays.fill(encoding.typeIds(), first.length(), length, 1);
        return encoding;
    }

    private static void frame(Encoding encoding, int slot, int id) {
        encoding.ids()[slot] = id;
        encoding.words()[slot] = Encoding.NO_WORD;
    }
}
