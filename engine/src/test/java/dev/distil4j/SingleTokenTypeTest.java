package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.ModelCopy;
import dev.distil4j.testing.SeededCheckpoint;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** A BERT that knows one token type has no embedding for the tokens of a second text. */
class SingleTokenTypeTest {

    private static final String TYPES = "embeddings.token_type_embeddings.weight";

    @TempDir private Path folder;

    private Path model(String head, String... labels) {
        SeededCheckpoint.of("bert", head, 97, 5, labels).write(folder, Golden.folder("small-odd"));
        new ModelCopy(folder)
                .config(config -> config.put("type_vocab_size", 1))
                .tensors(
                        tensors ->
                                tensors.replaceAll(
                                        (name, tensor) ->
                                                name.endsWith(TYPES)
                                                        ? tensor.reshape(1, tensor.shape().get(1))
                                                        : tensor));
        return folder;
    }

    private void assertRefused(String which, ThrowingCallable call) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(call)
                .withMessage(
                        which
                                + folder
                                + " takes no pair of texts, nor a question with its context, as"
                                + " type_vocab_size in its config.json is 1; give a text on its"
                                + " own, or take a model where it is 2");
    }

    @Test
    void aTextOnItsOwnIsClassifiedAndAPairIsRefused() {
        try (var classifier =
                Distil4J.textClassification(model("SequenceClassification", "A", "B"))) {
            List<Score> alone = classifier.classify("so good");
            assertThat(alone).hasSize(2);
            assertThat(classifier.classify("so good", "")).isEqualTo(alone);
            assertRefused("", () -> classifier.classify("so good", "so bad"));
            var inputs = List.of(TextInput.of("good"), TextInput.pair("so good", "so bad"));
            assertRefused(
                    "text 2: ",
                    () -> classifier.classify(inputs, ClassificationOptions.defaults()));
            assertThat(classifier.classify("so good")).isEqualTo(alone);
        }
    }

    @Test
    void aQuestionIsRefused() {
        try (var answerer = Distil4J.questionAnswering(model("QuestionAnswering"))) {
            var input = new QuestionInput("so?", "so good");
            assertRefused("", () -> answerer.answer("so?", "so good"));
            assertRefused("question 1: ", () -> answerer.answerAll(List.of(input, input)));
            assertRefused("", () -> answerer.predict(List.of(input), SquadRecipe.version1()));
        }
    }

    @Test
    void aCandidateLabelIsRefused() {
        try (var classifier =
                Distil4J.zeroShotClassification(
                        model("SequenceClassification", "contradiction", "entailment"))) {
            assertRefused("", () -> classifier.classify("so good", List.of("fun", "dull")));
        }
    }

    @Test
    void vectorsAreMadeOfTextsOnTheirOwn() {
        var source = ModelSource.folder(model("Model"));
        List<TextInput> pair = List.of(TextInput.pair("so good", "so bad"));
        try (var extractor = Distil4J.featureExtraction(source, Options.defaults());
                var embedder = Distil4J.sentenceEmbedding(source, Options.defaults())) {
            assertThat(extractor.extract("so good")).hasNumberOfRows(4);
            assertThat(embedder.embed("so good")).hasSize(36);
            assertRefused("", () -> extractor.extract(pair));
            assertRefused("", () -> embedder.embed(pair, embedder.options()));
        }
    }
}
