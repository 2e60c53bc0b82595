package dev.distil4j.app.serve.task;

import dev.distil4j.Distil4J;
import dev.distil4j.FeatureExtractor;
import dev.distil4j.FillMask;
import dev.distil4j.ModelInfo;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.SentenceEmbedder;
import dev.distil4j.TextClassifier;
import dev.distil4j.TokenTagger;
import dev.distil4j.ZeroShotClassifier;

import java.util.List;
import java.util.Locale;

/** The typed model behind a served one. */
sealed interface Head extends AutoCloseable {

    /** Opens a source as what its configuration says that it is. */
    static Head open(ModelSource source, Options options) {
        return switch (Distil4J.task(source, options)) {
            case TEXT_CLASSIFICATION ->
                    new Classifier(Distil4J.textClassification(source, options));
            case FILL_MASK -> new Masked(Distil4J.fillMask(source, options));
            case QUESTION_ANSWERING -> new Answering(Distil4J.questionAnswering(source, options));
            case TOKEN_CLASSIFICATION -> new Tagging(Distil4J.tokenClassification(source, options));
            case FEATURE_EXTRACTION -> new Encoder(Distil4J.sentenceEmbedding(source, options));
        };
    }

    /** What it is good for, the task of its default route first. */
    default List<ServedTask> tasks() {
        return switch (this) {
            case Classifier classifier when classifier.entails() ->
                    List.of(ServedTask.TEXT_CLASSIFICATION, ServedTask.ZERO_SHOT_CLASSIFICATION);
            case Classifier _ -> List.of(ServedTask.TEXT_CLASSIFICATION);
            case Masked _ -> List.of(ServedTask.FILL_MASK);
            case Answering _ -> List.of(ServedTask.QUESTION_ANSWERING);
            case Tagging _ -> List.of(ServedTask.TOKEN_CLASSIFICATION);
            case Encoder _ -> List.of(ServedTask.SENTENCE_EMBEDDING, ServedTask.FEATURE_EXTRACTION);
        };
    }

    default ModelInfo info() {
        return switch (this) {
            case Classifier classifier -> classifier.model().info();
            case Masked masked -> masked.model().info();
            case Answering answering -> answering.model().info();
            case Tagging tagging -> tagging.model().info();
            case Encoder encoder -> encoder.model().info();
        };
    }

    default void warmUp() {
        switch (this) {
            case Classifier classifier -> classifier.model().warmUp();
            case Masked masked -> masked.model().warmUp();
            case Answering answering -> answering.model().warmUp();
            case Tagging tagging -> tagging.model().warmUp();
            case Encoder encoder -> encoder.model().warmUp();
        }
    }

    @Override
    default void close() {
        switch (this) {
            case Classifier classifier -> classifier.model().close();
            case Masked masked -> masked.model().close();
            case Answering answering -> answering.model().close();
            case Tagging tagging -> tagging.model().close();
            case Encoder encoder -> encoder.model().close();
        }
    }

    /** A classifier, which is good for any labels if it was trained on entailment. */
    record Classifier(TextClassifier model, ZeroShotClassifier zeroShot) implements Head {
        Classifier(TextClassifier model) {
            this(model, model.zeroShot());
        }

        private boolean entails() {
            return model.info().labels().stream()
                    .anyMatch(label -> label.toLowerCase(Locale.ROOT).startsWith("entail"));
        }
    }

    record Masked(FillMask model) implements Head {}

    record Answering(QuestionAnswering model) implements Head {}

    record Tagging(TokenTagger model) implements Head {}

    /** An encoder without a head: for its vectors, of texts and of tokens. */
    record Encoder(SentenceEmbedder model, FeatureExtractor features) implements Head {
        Encoder(SentenceEmbedder model) {
            this(model, model.features());
        }
    }
}
