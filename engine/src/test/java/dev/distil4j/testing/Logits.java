package dev.distil4j.testing;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Score;
import dev.distil4j.ScoreFunction;
import dev.distil4j.TextClassifier;
import dev.distil4j.TextInput;

import java.util.List;

/** A classifier's logits, through its public methods. */
public final class Logits {

    private static final ClassificationOptions RAW =
            ClassificationOptions.defaults().functionToApply(ScoreFunction.NONE);

    private Logits() {}

    /** The logits of a text, by the ids of the labels. */
    public static float[] of(TextClassifier classifier, String text) {
        return of(classifier, List.of(text)).getFirst();
    }

    /** The logits of each text, computed in one call. */
    public static List<float[]> of(TextClassifier classifier, List<String> texts) {
        List<String> labels = classifier.info().labels();
        return classifier.classify(texts.stream().map(TextInput::of).toList(), RAW).stream()
                .map(scores -> byLabel(scores, labels))
                .toList();
    }

    private static float[] byLabel(List<Score> scores, List<String> labels) {
        float[] logits = new float[labels.size()];
        for (Score score : scores) {
            logits[labels.indexOf(score.label())] = (float) score.score();
        }
        return logits;
    }
}
