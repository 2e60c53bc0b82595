package dev.distil4j.tokenizer;

import java.util.List;
import java.util.Random;

/** Seeded text that is meant to hurt; without lone surrogates. */
final class AdversarialText {
    private static final String MARKS =
            "\u0300\u0301\u0323\u0327\u0334\u0345\u035c\u0f71\u0f72\u0f74\u302e\u302f\u3099\u1b44"
                    + "\u0488\u20dd\u05b0\u064b\u093c\u094d\u0e38\u1bf3\u0316";
    private static final String ODD =
            "\u0130\u01c4\u1e9b\u212b\u0390\u1ea5\u01d5\u0344\u0958\u0ccb\u0ddd\ufb1d\ufb01\u0f73"
                    + "\u0f75\u0f81\u037e\u1fef\u226e\u00df\u1e9e\u03a3\u1f80\u1fbc";
    private static final String CONTROLS =
            "\u0000\ufffd\u0001\u0085\u000b\u000c\u001c\u00ad\u200b\u200d\ufeff\ue000\u0378\u180e"
                    + "\u2028\u2029\u00a0\u3000\u2003\t\n\r";
    private static final List<String> PIECES =
            List.of(
                    "[MASK]",
                    "[SEP]",
                    "[CLS]",
                    "[UNK]",
                    "[PAD]",
                    "[mask]",
                    "[MASK",
                    "##ing",
                    "##",
                    "the ",
                    "New York",
                    "don't",
                    "e.g.",
                    "1,000.50",
                    "https://a.b/c?d=e#f",
                    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                    "\ud83c\udde9\ud83c\uddea",
                    "\u2764\ufe0f",
                    "1\ufe0f\u20e3",
                    "\ud83d\udc4d\ud83c\udffd",
                    "\ud834\udd5e",
                    "\ud834\udd65",
                    "naïve",
                    "unwanted",
                    "ÀÉÎÕÜ",
                    "STRASSE",
                    "привет",
                    "שָׁלוֹם",
                    "السَّلام",
                    "สวัสดี",
                    "नमस्ते");

    private final Random dice;

    AdversarialText(long seed) {
        dice = new Random(seed);
    }

    String next() {
        StringBuilder text = new StringBuilder();
        for (int parts = 1 + dice.nextInt(12); parts > 0; parts--) {
            part(text);
        }
        return text.toString();
    }

    private void part(StringBuilder text) {
        switch (dice.nextInt(16)) {
            case 0 -> repeat(1, 6, () -> text.append(one(MARKS)));
            case 1 -> repeat(1, 3, () -> text.append(one(ODD)));
            case 2 -> repeat(1, 3, () -> text.append(one(CONTROLS)));
            case 3 -> repeat(1, 4, () -> text.append(range(0xAC00, 0xD7A3)));
            case 4 -> repeat(1, 4, () -> text.append(range(0x1100, 0x11FF)));
            case 5 -> repeat(1, 4, () -> text.append(range(0x3400, 0x9FFF)));
            case 6 -> repeat(1, 3, () -> text.appendCodePoint(code(0x20000, 0x323AF)));
            case 7 -> repeat(1, 3, () -> text.append(range(0xF900, 0xFAFF)));
            case 8 -> repeat(1, 4, () -> text.append(range(0x00A0, 0x05FF)));
            case 9 -> repeat(1, 4, () -> text.append(range(0x0600, 0x1FFF)));
            case 10 -> repeat(1, 3, () -> text.appendCodePoint(scalar()));
            case 11 -> repeat(90, 20, () -> text.append(range('a', 'f')));
            case 12 -> text.append(' ');
            case 13 -> text.append(range('!', '~'));
            case 14 -> repeat(1, 10, () -> text.append(range('A', 'z')));
            default -> text.append(PIECES.get(dice.nextInt(PIECES.size())));
        }
    }

    private void repeat(int least, int spread, Runnable part) {
        for (int i = least + dice.nextInt(spread); i > 0; i--) {
            part.run();
        }
    }

    private char one(String of) {
        return of.charAt(dice.nextInt(of.length()));
    }

    private char range(int first, int last) {
        return (char) dice.nextInt(first, last + 1);
    }

    private int code(int first, int last) {
        return dice.nextInt(first, last + 1);
    }

    private int scalar() {
        int code = dice.nextInt(Character.MAX_CODE_POINT + 1 - 2048);
        return code < Character.MIN_SURROGATE ? code : code + 2048;
    }
}
