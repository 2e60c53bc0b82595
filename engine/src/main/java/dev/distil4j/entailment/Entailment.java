package dev.distil4j.entailment;

import dev.distil4j.scores.Softmax;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Where a model of natural language inference says whether a hypothesis follows from a text.
 *
 * @param entailment_id the label that says it does
 * @param contradiction_id the label that is held against it
 */
public record Entailment(int entailment_id, int contradiction_id) {

    private static final String PREFIX = "entail";

    /** The first label that is called so, whatever its case. */
    public static OptionalInt named(List<String> labels) {
        return IntStream.range(0, labels.size())
                .filter(id -> labels.get(id).toLowerCase(Locale.ROOT).startsWith(PREFIX))
                .findFirst();
    }

    /**
     * The ids that transformers' pipeline takes: the label that is called so, else the last one;
     * against it the first label, or the last one if it is the first itself.
     */
    public static Entailment of(List<String> labels) {
        int last = labels.size() - 1;
        OptionalInt named = named(labels);
        boolean isFirst = named.isPresent() && named.getAsInt() == 0;
        return new Entailment(named.orElse(last), isFirst ? last : 0);
    }

    /** How strongly each hypothesis follows, beside the others; together 1. */
    public double[] amongEachOther(List<float[]> logits) {
        float[] entailments = new float[logits.size()];
        for (int i = 0; i < entailments.length; i++) {
            entailments[i] = logits.get(i)[entailment_id];
        }
        return Softmax.of(entailments, 0, entailments.length);
    }

    /** How strongly each hypothesis follows, each on its own: rather than that it does not. */
    public double[] eachOnItsOwn(List<float[]> logits) {
        double[] scores = new double[logits.size()];
        for (int i = 0; i < scores.length; i++) {
            float[] row = logits.get(i);
            float[] pair = {row[contradiction_id], row[entailment_id]};
            scores[i] = Softmax.of(pair, 0, pair.length)[1];
        }
        return scores;
    }
}
