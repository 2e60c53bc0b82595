package dev.distil4j.tokenizer;

/**
 * Cuts out added tokens that are sought in the normalised text. It has to hold a whole stretch for
 * that, so it stands in the way only where there are such tokens.
 */
final class NormalizedTokenStage implements CodePointStage, AddedTokenFinder.Parts {
    private final AddedTokenFinder finder;
    private final CodePointStage next;
    private final Found found;
    private final NormalizedText stretch = new NormalizedText();

    NormalizedTokenStage(AddedTokenFinder finder, CodePointStage next, Found found) {
        this.finder = finder;
        this.next = next;
        this.found = found;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        stretch.accept(codePoint, start, end);
    }

    @Override
    public void release() {}

    @Override
    public void finish() {
        finder.split(stretch.chars(), this);
        stretch.clear();
    }

    @Override
    public void text(int from, int to) {
        stretch.replay(from, to, next);
        next.finish();
    }

    @Override
    public void token(int id, int from, int to) {
        found.token(id, stretch.start(from), stretch.end(to - 1));
    }
}
