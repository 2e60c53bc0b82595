package dev.distil4j.tokenizer;

/**
 * Takes out never-split words where they stand between white space, and leaves accents and case of
 * all others to the stages that do it otherwise. It has to hold a whole word for that, so it stands
 * in the way only where there are such words.
 */
final class NeverSplitStage implements CodePointStage {
    private final NeverSplit neverSplit;
    private final CodePointStage next;
    private final Found found;

    /** The word as it came, as it is looked up first, and when it is normalised. */
    private final NormalizedText word = new NormalizedText();

    private final NormalizedText accented = new NormalizedText();
    private final NormalizedText normalized = new NormalizedText();
    private final CodePointStage toAccented;
    private final CodePointStage toNormalized;

    NeverSplitStage(
            NeverSplit neverSplit, Normalization normalization, CodePointStage next, Found found) {
        this.neverSplit = neverSplit;
        this.next = next;
        this.found = found;
        toAccented = normalization.lowercase() ? new LowerCaser(accented) : accented;
        toNormalized = TextNormalizer.accentsAndCase(normalization, normalized);
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (Unicode.isWhiteSpace(codePoint)) {
            endWord();
            toNormalized.accept(codePoint, start, end);
            toNormalized.release();
            passOn();
        } else {
            word.accept(codePoint, start, end);
        }
    }

    @Override
    public void release() {}

    @Override
    public void finish() {
        endWord();
        next.finish();
    }

    private void endWord() {
        if (word.isEmpty()) {
            return;
        }
        word.replay(0, word.length(), toAccented);
        word.replay(0, word.length(), toNormalized);
        toNormalized.release();
        int id = neverSplit.accented(accented.toString());
        if (id == Trie.NONE) {
            id = neverSplit.normalized(normalized.toString());
        }
        if (id == Trie.NONE) {
            passOn();
        } else {
            next.finish();
            found.token(id, word.start(0), word.end(word.length() - 1));
        }
        word.clear();
        accented.clear();
        normalized.clear();
    }

    private void passOn() {
        normalized.replay(0, normalized.length(), next);
        normalized.clear();
    }
}
