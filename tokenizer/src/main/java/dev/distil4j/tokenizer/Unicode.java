package dev.distil4j.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a code point is to the reference: every Unicode decision of this package.
 *
 * <p>The tables are pinned to Hugging Face's tokenizers 0.22.2, which mixes several Unicode
 * versions; the JDK's would differ in some hundred characters, and anew with every JDK. They were
 * found by asking that library about every code point, and are read once from {@code unicode.txt},
 * whose layout is described in the script that writes it, {@code src/test/goldens/make_unicode.py}.
 */
final class Unicode {
    /**
     * Removed from the text: controls, formats, private use, U+0000, U+FFFD and lone surrogates.
     */
    static final int DROP = 1;

    /** White space; what of it is not dropped becomes U+0020. */
    static final int SPACE = 1 << 1;

    /** A Chinese character, a word of its own. */
    static final int CJK = 1 << 2;

    /** Punctuation, a word of its own: category P and all ASCII symbols. */
    static final int PUNCTUATION = 1 << 3;

    /** A non-spacing mark (category Mn): what is stripped as an accent. */
    static final int MARK = 1 << 4;

    /** Has a canonical combining class other than 0. */
    static final int COMBINING = 1 << 5;

    /** Has a {@linkplain #lowercase lower-case form} that differs from itself. */
    static final int CASED = 1 << 6;

    /**
     * Has a {@linkplain #decomposition canonical decomposition}; Hangul syllables do not count
     * here.
     */
    static final int DECOMPOSES = 1 << 7;

    private static final byte[] CLASSES = new byte[Character.MAX_CODE_POINT + 1];
    private static final Mapping COMBINING_CLASSES = new Mapping(1024);
    private static final Mapping LOWERCASE = new Mapping(2048);
    private static final Mapping DECOMPOSITIONS = new Mapping(4096);

    static {
        try (var table = Unicode.class.getResourceAsStream("unicode.txt")) {
            read(Objects.requireNonNull(table).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("unicode.txt of this jar cannot be read", e);
        }
        // White space to all but the cleaning, which takes them for controls.
        mark(SPACE, 0xB, 0xC);
        mark(SPACE, 0x85, 0x85);
        // A lone surrogate counts as U+FFFD, which the reference drops.
        mark(DROP, Character.MIN_SURROGATE, Character.MAX_SURROGATE);
    }

    private Unicode() {}

    /** The classes of a code point: any of the constants above, or-ed. */
    static int classes(int codePoint) {
        return CLASSES[codePoint];
    }

    /** Whether a code point belongs to one of the given classes. */
    static boolean is(int codePoint, int classes) {
        return (CLASSES[codePoint] & classes) != 0;
    }

    /** Whether a code point is white space, those that cleaning takes for controls included. */
    static boolean isWhiteSpace(int codePoint) {
        return is(codePoint, SPACE);
    }

    /** The canonical combining class, 0 to 254. */
    static int combiningClass(int codePoint) {
        return is(codePoint, COMBINING) ? COMBINING_CLASSES.get(codePoint)[0] : 0;
    }

    /**
     * The lower-case form of a {@link #CASED} code point: one code point, two for U+0130. Not to be
     * written to.
     */
    static int[] lowercase(int codePoint) {
        return LOWERCASE.get(codePoint);
    }

    /**
     * The full canonical decomposition of a {@link #DECOMPOSES} code point. Not to be written to.
     */
    static int[] decomposition(int codePoint) {
        return DECOMPOSITIONS.get(codePoint);
    }

    /**
     * Reads the lines of the table, {@code class number...}; by hand, since every start waits for
     * it.
     */
    private static void read(byte[] table) {
        int[] numbers = new int[8];
        for (int at = 0; at < table.length; at++) {
            int start = at;
            while (table[at] > ' ') {
                at++;
            }
            String name = new String(table, start, at - start, StandardCharsets.US_ASCII);
            int count = 0;
            while (table[at] != '\n') {
                int number = 0;
                for (at++; table[at] > ' '; at++) {
                    number = number << 4 | Character.digit(table[at], 16);
                }
                numbers[count++] = number;
            }
            define(name, Arrays.copyOf(numbers, count));
        }
    }

    private static void define(String name, int[] numbers) {
        switch (name) {
            case "drop" -> mark(DROP, numbers[0], numbers[1]);
            case "space" -> mark(SPACE, numbers[0], numbers[1]);
            case "cjk" -> mark(CJK, numbers[0], numbers[1]);
            case "punctuation" -> mark(PUNCTUATION, numbers[0], numbers[1]);
            case "mark" -> mark(MARK, numbers[0], numbers[1]);
            case "combining" -> {
                int[] combiningClass = {numbers[0]};
                for (int c = numbers[1]; c <= numbers[2]; c++) {
                    map(COMBINING, COMBINING_CLASSES, c, combiningClass);
                }
            }
            case "lower" ->
                    map(
                            CASED,
                            LOWERCASE,
                            numbers[0],
                            Arrays.copyOfRange(numbers, 1, numbers.length));
            case "nfd" ->
                    map(
                            DECOMPOSES,
                            DECOMPOSITIONS,
                            numbers[0],
                            Arrays.copyOfRange(numbers, 1, numbers.length));
            default -> throw new IllegalStateException("unicode.txt: unknown class " + name);
        }
    }

    private static void mark(int classBit, int first, int last) {
        for (int c = first; c <= last; c++) {
            CLASSES[c] |= (byte) classBit;
        }
    }

    private static void map(int classBit, Mapping mapping, int codePoint, int[] image) {
        mark(classBit, codePoint, codePoint);
        mapping.put(codePoint, image);
    }

    /** Code points to short sequences: open addressing, never fuller than a half or so. */
    private static final class Mapping {
        /** Neighbours and blocks of like low bits go far apart. */
        private static final int SPREAD = 0x9E3779B1;

        private final int[] keys;
        private final int[][] images;

        Mapping(int capacity) {
            keys = new int[2 * capacity];
            images = new int[2 * capacity][];
        }

        int[] get(int codePoint) {
            return images[slot(codePoint)];
        }

        void put(int codePoint, int[] image) {
            int slot = slot(codePoint);
            keys[slot] = codePoint;
            images[slot] = image;
        }

        private int slot(int codePoint) {
            int mask = keys.length - 1;
            int slot = ((codePoint * SPREAD) >>> 16) & mask;
            while (keys[slot] != 0 && keys[slot] != codePoint) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }
    }
}
