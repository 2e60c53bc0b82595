package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.BertModel;
import dev.distil4j.bench.model.Corpus;
import dev.distil4j.bench.model.Words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What DistilBERT is known for: its base model beside BERT's, as {@code distil4j-bert}, both on this
 * project's engine, from texts to logits.
 *
 * @param size tokens of the one text, or {@code sst2} for the sentences of SST-2's development part
 *     in batches of 32
 */
record Headline(String size) implements Workload {

    private static final String SST2 = "sst2";

    /**
     * The workload of that size.
     *
     * @throws IllegalArgumentException if it is neither a number nor {@code sst2}
     */
    static Headline of(String size) {
        if (!size.equals(SST2)) {
            Integer.parseInt(size);
        }
        return new Headline(size);
    }

    @Override
    public String name() {
        return "headline:" + size;
    }

    /** Without a meaning, since BERT has twice as many. */
    @Override
    public double flop() {
        return 0;
    }

    @Override
    public SequencedMap<String, Opener> contenders() {
        BaseModel distilBert = BaseModel.prepared();
        BertModel bert = BertModel.prepared();
        List<List<String>> batches =
                size.equals(SST2)
                        ? Labels.batches(Corpus.SST2.texts())
                        : List.of(List.of(text(distilBert)));
        SequencedMap<String, Opener> contenders = new LinkedHashMap<>();
        contenders.put(
                "distil4j",
                threads -> new TextClassification(distilBert.folder(), batches, threads));
        contenders.put(
                "distil4j-bert",
                threads -> new TextClassification(bert.folder(), batches, threads));
        return contenders;
    }

    /** Both have the same vocabulary. */
    private String text(BaseModel model) {
        return new Words(model).sequence(Integer.parseInt(size)).text();
    }

    /** Two models give two answers. */
    @Override
    public boolean hasOneAnswer() {
        return false;
    }
}
