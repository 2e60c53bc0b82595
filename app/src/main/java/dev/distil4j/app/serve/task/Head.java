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

    List<ServedTask> tasks();

    ModelInfo info();

    void warmUp();

    @Override
    void close();

    /** A classifier, which is good for any labels if it was trained on entailment. */
    record Classifier(TextClassifier model, ZeroShotClassifier zeroShot) implements Head {
        Classifier(TextClassifier model) {
            this(model, model.zeroShot());
        }

        @Override
        public List<ServedTask> tasks() {
            boolean entails =
                    model.info().labels().stream()
                            .anyMatch(l -> l.toLowerCase(Locale.ROOT).startsWith("entail"));
            return entails
                    ? List.of(ServedTask.TEXT_CLASSIFICATION, ServedTask.ZERO_SHOT_CLASSIFICATION)
                    : List.of(ServedTask.TEXT_CLASSIFICATION);
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }

        @Override
        public void warmUp() {
            model.warmUp();
        }

        @Override
        public void close() {
            model.close();
        }
    }

    record Masked(FillMask model) implements Head {
        @Override
        public List<ServedTask> tasks() {
            return List.of(ServedTask.FILL_MASK);
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }

        @Override
        public void warmUp() {
            model.warmUp();
        }

        @Override
        public void close() {
            model.close();
        }
    }

    record Answering(QuestionAnswering model) implements Head {
        @Override
        public List<ServedTask> tasks() {
            return List.of(ServedTask.QUESTION_ANSWERING);
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }

        @Override
        public void warmUp() {
            model.warmUp();
        }

        @Override
        public void close() {
            model.close();
        }
    }

    record Tagging(TokenTagger model) implements Head {
        @Override
        public List<ServedTask> tasks() {
            return List.of(ServedTask.TOKEN_CLASSIFICATION);
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }

        @Override
        public void warmUp() {
            model.warmUp();
        }

        @Override
        public void close() {
            model.close();
        }
    }

    /** An encoder without a head: for its vectors, of texts and of tokens. */
    record Encoder(SentenceEmbedder model, FeatureExtractor features) implements Head {
        Encoder(SentenceEmbedder model) {
            this(model, model.features());
        }

        @Override
        public List<ServedTask> tasks() {
            return List.of(ServedTask.SENTENCE_EMBEDDING, ServedTask.FEATURE_EXTRACTION);
        }

        @Override
        public ModelInfo info() {
            return model.info();
        }

        @Override
        public void warmUp() {
            model.warmUp();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
