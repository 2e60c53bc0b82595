package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.Corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The tokens of film reviews, uncut, one after the other on one thread: of this project with
 * offsets and word numbers, of Hugging Face's tokenizers with offsets or with ids alone.
 *
 * @param limit how many reviews at most
 */
record Tokenization(int limit) implements Workload {

    @Override
    public String name() {
        return "tokens:" + limit;
    }

    @Override
    public double flop() {
        return 0;
    }

    @Override
    public double tolerance() {
        return 0;
    }

    @Override
    public SequencedMap<String, Opener> contenders() {
        BaseModel model = BaseModel.prepared();
        List<String> texts = Corpus.IMDB.texts().stream().limit(limit).toList();
        SequencedMap<String, Opener> contenders = new LinkedHashMap<>();
        contenders.put("distil4j", threads -> new WordPieceTokens(model, texts));
        contenders.put(
                "huggingface",
                threads ->
                        new HuggingFaceReviews(
                                model, texts, HuggingFaceReviews.Columns.IDS_AND_OFFSETS));
        contenders.put(
                "huggingface-ids",
                threads -> new HuggingFaceReviews(model, texts, HuggingFaceReviews.Columns.IDS));
        return contenders;
    }

    /** All ids of all texts; a float holds them exactly. */
    static float[] flatten(List<long[]> ids) {
        float[] all = new float[ids.stream().mapToInt(text -> text.length).sum()];
        int at = 0;
        for (long[] text : ids) {
            for (long id : text) {
                all[at++] = id;
            }
        }
        return all;
    }
}
