package dev.distil4j.app.output;

/** What a screen makes of a character. */
final class ScreenCharacter {

    private ScreenCharacter() {}

    /**
     * The character itself, or a space in place of a control or of a mark that turns the direction
     * of the line or of what follows it.
     */
    static int harmless(int codePoint) {
        return isDangerous(codePoint) ? ' ' : codePoint;
    }

    private static boolean isDangerous(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT ->
                    (codePoint >= 0x202A && codePoint <= 0x202E)
                            || (codePoint >= 0x2066 && codePoint <= 0x2069);
            default -> false;
        };
    }

    /** Columns of all characters. */
    static int columns(CharSequence text) {
        return text.codePoints().map(ScreenCharacter::columns).sum();
    }

    /** Columns of a character: 0, 1 or 2 (the wide blocks of East Asia, and emoji). */
    static int columns(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide =
                (codePoint >= 0x1100 && codePoint <= 0x115F)
                        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                        || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                        || (codePoint >= 0x1F300 && codePoint <= 0x1F9FF)
                        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
