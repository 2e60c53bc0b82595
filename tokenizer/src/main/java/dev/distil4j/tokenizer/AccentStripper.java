package dev.distil4j.tokenizer;

import java.util.Arrays;

/**
 * Decomposes canonically (NFD) and drops the non-spacing marks.
 *
 * <p>The offsets follow the reference to the letter: a decomposition's first code point takes the
 * place of the next source character, the others repeat the place before them, and this is counted
 * after the canonical reordering. So a mark that overtakes another also takes over its place. That
 * shows only where a combining character that is not stripped (a spacing one, category Mc) stands
 * among marks.
 */
final class AccentStripper implements CodePointStage {
    private static final int HANGUL_FIRST = 0xAC00;
    private static final int HANGUL_LAST = 0xD7A3;
    private static final int JAMO_L = 0x1100;
    private static final int JAMO_V = 0x1161;
    private static final int JAMO_T = 0x11A7;
    private static final int T_COUNT = 28;
    private static final int VT_COUNT = 21 * T_COUNT;

    /**
     * A mark's class lies above its position, so that sorting marks keeps the order within a class.
     */
    private static final int CLASS_SHIFT = 32;

    /** Set in {@link #marks} where a code point is not the first of its decomposition. */
    private static final int FOLLOWER = 1 << 31;

    private final CodePointStage next;

    /** The place that was taken last. */
    private int start;

    private int end;

    /**
     * The run of combining characters that still waits for its canonical order, and the places it
     * may take.
     */
    private int[] marks = new int[8];

    private int markCount;
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int placeCount;

    /**
     * Whether anything in the run survives; almost always false, and then its order does not
     * matter.
     */
    private boolean keeps;

    AccentStripper(CodePointStage next) {
        this.next = next;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (HANGUL_FIRST <= codePoint && codePoint <= HANGUL_LAST) {
            int syllable = codePoint - HANGUL_FIRST;
            first(JAMO_L + syllable / VT_COUNT, start, end);
            follower(JAMO_V + syllable % VT_COUNT / T_COUNT);
            if (syllable % T_COUNT != 0) {
                follower(JAMO_T + syllable % T_COUNT);
            }
        } else if (Unicode.is(codePoint, Unicode.DECOMPOSES)) {
            int[] decomposition = Unicode.decomposition(codePoint);
            first(decomposition[0], start, end);
            for (int i = 1; i < decomposition.length; i++) {
                follower(decomposition[i]);
            }
        } else {
            first(codePoint, start, end);
        }
    }

    @Override
    public void finish() {
        release();
        next.finish();
    }

    /** Lets the waiting run go, in canonical order. */
    @Override
    public void release() {
        if (markCount == 0) {
            return;
        }
        if (keeps) {
            releaseInOrder();
        } else if (placeCount > 0) {
            start = starts[placeCount - 1];
            end = ends[placeCount - 1];
        }
        markCount = 0;
        placeCount = 0;
        keeps = false;
    }

    private void first(int codePoint, int start, int end) {
        if (Unicode.is(codePoint, Unicode.COMBINING)) {
            if (placeCount == starts.length) {
                starts = Arrays.copyOf(starts, 2 * placeCount);
                ends = Arrays.copyOf(ends, 2 * placeCount);
            }
            starts[placeCount] = start;
            ends[placeCount++] = end;
            hold(codePoint, codePoint);
        } else {
            release();
            this.start = start;
            this.end = end;
            emit(codePoint);
        }
    }

    private void follower(int codePoint) {
        if (Unicode.is(codePoint, Unicode.COMBINING)) {
            hold(codePoint, codePoint | FOLLOWER);
        } else {
            release();
            emit(codePoint);
        }
    }

    private void hold(int codePoint, int mark) {
        if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, 2 * markCount);
        }
        marks[markCount++] = mark;
        keeps |= !Unicode.is(codePoint, Unicode.MARK);
    }

    private void releaseInOrder() {
        long[] order = new long[markCount];
        for (int i = 0; i < markCount; i++) {
            order[i] = ((long) Unicode.combiningClass(marks[i] & ~FOLLOWER) << CLASS_SHIFT) | i;
        }
        Arrays.sort(order);
        int place = 0;
        for (long position : order) {
            int mark = marks[(int) position];
            if ((mark & FOLLOWER) == 0) {
                start = starts[place];
                end = ends[place++];
            }
            emit(mark & ~FOLLOWER);
        }
    }

    private void emit(int codePoint) {
        if (!Unicode.is(codePoint, Unicode.MARK)) {
            next.accept(codePoint, start, end);
        }
    }
}
