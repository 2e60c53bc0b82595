package dev.distil4j.bench.peer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;

import dev.distil4j.bench.model.BaseModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Hugging Face's tokenizers, through the binding of DJL, from which only what is asked for is
 * fetched. A batch takes as many threads as {@code RAYON_NUM_THREADS} says.
 */
public final class HuggingFaceTokens implements AutoCloseable {

    private static final TokenizersLibrary LIBRARY = TokenizersLibrary.LIB;

    /** Held, since its finaliser frees what the handle refers to. */
    private final HuggingFaceTokenizer tokenizer;

    private final long handle;

    /** Opens the tokenizer of a model, without padding and without a limit. */
    public HuggingFaceTokens(BaseModel model) {
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(model.folder().resolve("tokenizer.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        handle = tokenizer.getHandle();
        LIBRARY.disablePadding(handle);
        LIBRARY.disableTruncation(handle);
    }

    /** Cuts texts from now on so that they have at most so many tokens. */
    public HuggingFaceTokens cutAt(int tokens) {
        LIBRARY.setTruncation(handle, tokens, "LONGEST_FIRST", 0);
        return this;
    }

    /** The ids of each text. */
    public long[][] ids(List<String> texts) {
        long[] encodings = LIBRARY.batchEncode(handle, texts.toArray(String[]::new), true);
        long[][] ids = new long[encodings.length][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = LIBRARY.getTokenIds(encodings[i]);
            LIBRARY.deleteEncoding(encodings[i]);
        }
        return ids;
    }

    /** The ids of a text, without anything else. */
    public long[] ids(String text) {
        long encoding = LIBRARY.encode(handle, text, true);
        long[] ids = LIBRARY.getTokenIds(encoding);
        LIBRARY.deleteEncoding(encoding);
        return ids;
    }

    /** The ids of a text after its offsets have been fetched, too. */
    public long[] idsAndOffsets(String text) {
        long encoding = LIBRARY.encode(handle, text, true);
        long[] ids = LIBRARY.getTokenIds(encoding);
        CharSpan[] offsets = LIBRARY.getTokenCharSpans(encoding);
        LIBRARY.deleteEncoding(encoding);
        if (offsets.length != ids.length) {
            throw new IllegalStateException(
                    "%d offsets for %d tokens".formatted(offsets.length, ids.length));
        }
        return ids;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
