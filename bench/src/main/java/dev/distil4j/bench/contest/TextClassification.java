package dev.distil4j.bench.contest;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.ScoreFunction;
import dev.distil4j.TextClassifier;
import dev.distil4j.TextInput;
import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.tokenizer.Truncation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This project's engine, with a model of two labels, from texts to logits, batch after batch. */
final class TextClassification implements Contender {

    private static final ClassificationOptions LOGITS =
            ClassificationOptions.defaults().functionToApply(ScoreFunction.NONE);

    private static final int WARM_UP_BATCHES = 2;

    private final TextClassifier classifier;
    private final List<List<TextInput>> batches;
    private final List<List<Score>> scores = new ArrayList<>();

    TextClassification(Path model, String text, int threads) {
        this(model, List.of(List.of(text)), threads);
    }

    TextClassification(Path model, List<List<String>> batches, int threads) {
        Options options = Options.defaults().threads(threads).truncation(Truncation.LONGEST_FIRST);
        classifier = Distil4J.textClassification(ModelSource.folder(model), options);
        this.batches =
                batches.stream().map(batch -> batch.stream().map(TextInput::of).toList()).toList();
    }

    @Override
    public void run() {
        classify(batches);
    }

    @Override
    public void warmUp() {
        classify(batches.subList(0, Math.min(WARM_UP_BATCHES, batches.size())));
    }

    private void classify(List<List<TextInput>> batches) {
        scores.clear();
        for (List<TextInput> batch : batches) {
            scores.addAll(classifier.classify(batch, LOGITS));
        }
    }

    @Override
    public float[] result() {
        int labels = BaseModel.LABELS.size();
        float[] logits = new float[scores.size() * labels];
        for (int i = 0; i < scores.size(); i++) {
            for (Score score : scores.get(i)) {
                logits[i * labels + BaseModel.LABELS.indexOf(score.label())] =
                        (float) score.score();
            }
        }
        return logits;
    }

    @Override
    public void close() {
        classifier.close();
    }
}
