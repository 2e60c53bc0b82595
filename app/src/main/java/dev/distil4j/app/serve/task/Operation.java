package dev.distil4j.app.serve.task;

import dev.distil4j.Answer;
import dev.distil4j.ClassificationOptions;
import dev.distil4j.EmbeddingOptions;
import dev.distil4j.EntityGroup;
import dev.distil4j.FillMaskOptions;
import dev.distil4j.GroupingOptions;
import dev.distil4j.Mask;
import dev.distil4j.QuestionAnsweringOptions;
import dev.distil4j.QuestionInput;
import dev.distil4j.Score;
import dev.distil4j.TaggerInput;
import dev.distil4j.TextInput;
import dev.distil4j.TokenEntity;
import dev.distil4j.ZeroShotClassification;
import dev.distil4j.ZeroShotOptions;

import java.util.List;
import java.util.Set;

/**
 * What a model does with each of some inputs, with its options. Inputs of equal operations may be
 * computed together, whoever sent them.
 *
 * @param <I> one input
 * @param <R> what becomes of it
 */
public sealed interface Operation<I, R> {

    /** The task that a model must have. */
    ServedTask task();

    /**
     * The results, in the order of the inputs.
     *
     * @throws dev.distil4j.InputException if an input is none for this model
     */
    List<R> run(ServedModel model, List<I> inputs);

    /** How many tokens the model computes for one input: what it costs. */
    long tokens(ServedModel model, I input);

    /** Whether an input beyond the model's longest is computed in windows, neither refused nor cut. */
    default boolean windowed() {
        return false;
    }

    /** Text classification. */
    record Classify(ClassificationOptions options) implements Operation<TextInput, List<Score>> {
        @Override
        public ServedTask task() {
            return ServedTask.TEXT_CLASSIFICATION;
        }

        @Override
        public List<List<Score>> run(ServedModel model, List<TextInput> inputs) {
            return model.classifier().classify(inputs, options);
        }

        @Override
        public long tokens(ServedModel model, TextInput input) {
            return model.length(input);
        }
    }

    /** Zero-shot classification: as many pairs for each text as there are labels. */
    record ZeroShot(List<String> candidate_labels, ZeroShotOptions options)
            implements Operation<String, ZeroShotClassification> {
        public ZeroShot {
            candidate_labels = List.copyOf(candidate_labels);
        }

        @Override
        public ServedTask task() {
            return ServedTask.ZERO_SHOT_CLASSIFICATION;
        }

        @Override
        public List<ZeroShotClassification> run(ServedModel model, List<String> inputs) {
            return model.zeroShot().classify(inputs, candidate_labels, options);
        }

        /** The longest pair counts for each: what the limit of a text is about. */
        @Override
        public long tokens(ServedModel model, String input) {
            long longest = 0;
            for (String label : candidate_labels) {
                String hypothesis = options.hypothesis_template().replace("{}", label);
                longest = Math.max(longest, model.length(TextInput.pair(input, hypothesis)));
            }
            return longest;
        }
    }

    /** Fill-mask. */
    record Fill(FillMaskOptions options) implements Operation<String, List<Mask>> {
        @Override
        public ServedTask task() {
            return ServedTask.FILL_MASK;
        }

        @Override
        public List<List<Mask>> run(ServedModel model, List<String> inputs) {
            return model.fillMask().fill(inputs, options);
        }

        @Override
        public long tokens(ServedModel model, String input) {
            return model.length(TextInput.of(input));
        }
    }

    /** Extractive question answering. */
    record Ask(QuestionAnsweringOptions options) implements Operation<QuestionInput, List<Answer>> {
        @Override
        public ServedTask task() {
            return ServedTask.QUESTION_ANSWERING;
        }

        @Override
        public List<List<Answer>> run(ServedModel model, List<QuestionInput> inputs) {
            return model.questionAnswering().answer(inputs, options);
        }

        @Override
        public long tokens(ServedModel model, QuestionInput input) {
            return model.length(TextInput.pair(input.question(), input.context()));
        }

        @Override
        public boolean windowed() {
            return true;
        }
    }

    /** Token classification, a label for each token. */
    record TagTokens(Set<String> ignore_labels)
            implements Operation<TaggerInput, List<TokenEntity>> {
        public TagTokens {
            ignore_labels = Set.copyOf(ignore_labels);
        }

        @Override
        public ServedTask task() {
            return ServedTask.TOKEN_CLASSIFICATION;
        }

        @Override
        public List<List<TokenEntity>> run(ServedModel model, List<TaggerInput> inputs) {
            return model.tagger().tokens(inputs, ignore_labels);
        }

        @Override
        public long tokens(ServedModel model, TaggerInput input) {
            return model.length(TextInput.of(input.text()));
        }
    }

    /** Token classification, tokens grouped to entities. */
    record TagEntities(GroupingOptions options)
            implements Operation<TaggerInput, List<EntityGroup>> {
        @Override
        public ServedTask task() {
            return ServedTask.TOKEN_CLASSIFICATION;
        }

        @Override
        public List<List<EntityGroup>> run(ServedModel model, List<TaggerInput> inputs) {
            return model.tagger().entities(inputs, options);
        }

        @Override
        public long tokens(ServedModel model, TaggerInput input) {
            return model.length(TextInput.of(input.text()));
        }

        @Override
        public boolean windowed() {
            return options.stride() != null;
        }
    }

    /** The hidden states of all tokens. */
    record Features() implements Operation<TextInput, float[][]> {
        @Override
        public ServedTask task() {
            return ServedTask.FEATURE_EXTRACTION;
        }

        @Override
        public List<float[][]> run(ServedModel model, List<TextInput> inputs) {
            return model.features().extract(inputs);
        }

        @Override
        public long tokens(ServedModel model, TextInput input) {
            return model.length(input);
        }
    }

    /** One vector for each text. */
    record Embed(EmbeddingOptions options) implements Operation<TextInput, float[]> {
        @Override
        public ServedTask task() {
            return ServedTask.SENTENCE_EMBEDDING;
        }

        @Override
        public List<float[]> run(ServedModel model, List<TextInput> inputs) {
            return model.embedder().embed(inputs, options);
        }

        @Override
        public long tokens(ServedModel model, TextInput input) {
            return model.length(input);
        }
    }
}
