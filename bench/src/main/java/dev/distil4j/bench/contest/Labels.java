package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.Corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * From texts to logits, end to end, in batches of 32. ONNX Runtime gets its tokens from Hugging
 * Face's tokenizers and pads each batch to its longest text: in the order of the texts or, as
 * {@code -sorted}, in batches of texts of similar length, which it has tokenised and sorted first.
 *
 * @param corpus the texts, of at most 512 tokens, what is longer being cut
 * @param limit how many of them at most
 */
record Labels(Corpus corpus, int limit) implements Workload {

    private static final int BATCH = 32;
    private static final int SAMPLE = 100;

    /** The texts of that name, {@code CORPUS} or {@code CORPUS:LIMIT}. */
    static Labels of(String texts) {
        String[] parts = texts.split(":", 2);
        return new Labels(
                Corpus.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                parts.length == 2 ? Integer.parseInt(parts[1]) : Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        String name = "labels:" + corpus.name().toLowerCase(Locale.ROOT);
        return limit == Integer.MAX_VALUE ? name : name + ":" + limit;
    }

    /** Without a meaning, since nobody computes the same number of tokens. */
    @Override
    public double flop() {
        return 0;
    }

    @Override
    public Workload sample() {
        return new Labels(corpus, Math.min(limit, SAMPLE));
    }

    @Override
    public SequencedMap<String, Opener> contenders() {
        BaseModel model = BaseModel.prepared();
        List<String> texts = corpus.texts().stream().limit(limit).toList();
        SequencedMap<String, Opener> contenders = new LinkedHashMap<>();
        contenders.put(
                "distil4j",
                threads -> new TextClassification(model.folder(), batches(texts), threads));
        for (String variant : List.of("", "-optimised")) {
            String graph = "sentiment" + variant;
            contenders.put(
                    "onnxruntime" + variant,
                    threads ->
                            new OnnxTexts(
                                    model, graph, texts, BATCH, OnnxTexts.Order.GIVEN, threads));
            contenders.put(
                    "onnxruntime" + variant + "-sorted",
                    threads ->
                            new OnnxTexts(
                                    model, graph, texts, BATCH, OnnxTexts.Order.SORTED, threads));
        }
        return contenders;
    }

    /** Texts in their order, 32 at a time. */
    static List<List<String>> batches(List<String> texts) {
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            batches.add(texts.subList(from, Math.min(from + BATCH, texts.size())));
        }
        return batches;
    }
}
