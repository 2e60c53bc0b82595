package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.peer.HuggingFaceTokens;

import java.util.ArrayList;
import java.util.List;

/** Hugging Face's tokenizers on whole texts, one after the other. */
final class HuggingFaceReviews implements Contender {

    /** What is fetched of a text. */
    enum Columns {
        IDS,
        IDS_AND_OFFSETS
    }

    private final HuggingFaceTokens tokenizer;
    private final List<String> texts;
    private final Columns columns;
    private final List<long[]> ids = new ArrayList<>();

    HuggingFaceReviews(BaseModel model, List<String> texts, Columns columns) {
        tokenizer = new HuggingFaceTokens(model);
        this.texts = texts;
        this.columns = columns;
    }

    @Override
    public void run() {
        ids.clear();
        for (String text : texts) {
            ids.add(
                    switch (columns) {
                        case IDS -> tokenizer.ids(text);
                        case IDS_AND_OFFSETS -> tokenizer.idsAndOffsets(text);
                    });
        }
    }

    @Override
    public float[] result() {
        return Tokenization.flatten(ids);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
