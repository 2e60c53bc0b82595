package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.peer.HuggingFaceTokens;
import dev.distil4j.bench.peer.OnnxModel;
import dev.distil4j.bench.peer.PeerFiles;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** ONNX Runtime with Hugging Face's tokenizers from texts to logits, in padded batches. */
final class OnnxTexts implements Contender {

    private static final int MAX_TOKENS = 512;
    private static final int WARM_UP_TEXTS = 64;

    /** Which texts make a batch. */
    enum Order {

        /** Those that follow each other; each batch is tokenised when its turn comes. */
        GIVEN,

        /** Those of similar length; all texts are tokenised first. */
        SORTED
    }

    private final HuggingFaceTokens tokenizer;
    private final OnnxModel session;
    private final List<String> texts;
    private final int batch;
    private final Order order;
    private float[] result = {};

    OnnxTexts(
            BaseModel model,
            String graph,
            List<String> texts,
            int batch,
            Order order,
            int threads) {
        tokenizer = new HuggingFaceTokens(model).cutAt(MAX_TOKENS);
        session = new OnnxModel(PeerFiles.onnx(model, graph), threads);
        this.texts = texts;
        this.batch = batch;
        this.order = order;
    }

    @Override
    public void run() {
        result = logits(texts);
    }

    @Override
    public void warmUp() {
        result = logits(texts.subList(0, Math.min(WARM_UP_TEXTS, texts.size())));
    }

    private float[] logits(List<String> texts) {
        float[] logits = new float[texts.size() * BaseModel.LABELS.size()];
        switch (order) {
            case GIVEN -> {
                for (int from = 0; from < texts.size(); from += batch) {
                    int to = Math.min(from + batch, texts.size());
                    int[] places = IntStream.range(from, to).toArray();
                    classify(tokenizer.ids(texts.subList(from, to)), places, logits);
                }
            }
            case SORTED -> {
                long[][] ids = tokenizer.ids(texts);
                int[] sorted =
                        IntStream.range(0, ids.length)
                                .boxed()
                                .sorted(Comparator.comparingInt(i -> ids[i].length))
                                .mapToInt(Integer::intValue)
                                .toArray();
                for (int from = 0; from < sorted.length; from += batch) {
                    int to = Math.min(from + batch, sorted.length);
                    int[] places = Arrays.copyOfRange(sorted, from, to);
                    long[][] some =
                            Arrays.stream(places).mapToObj(i -> ids[i]).toArray(long[][]::new);
                    classify(some, places, logits);
                }
            }
        }
        return logits;
    }

    /** Pads texts to the longest of them and puts their logits where they belong. */
    private void classify(long[][] ids, int[] places, float[] into) {
        int length = Arrays.stream(ids).mapToInt(text -> text.length).max().orElseThrow();
        long[] padded = new long[ids.length * length];
        long[] mask = new long[padded.length];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(ids[i], 0, padded, i * length, ids[i].length);
            Arrays.fill(mask, i * length, i * length + ids[i].length, 1);
        }
        float[] logits = session.run(padded, mask, ids.length);
        int labels = BaseModel.LABELS.size();
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(logits, i * labels, into, places[i] * labels, labels);
        }
    }

    @Override
    public float[] result() {
        return result;
    }

    @Override
    public void close() {
        tokenizer.close();
        session.close();
    }
}
