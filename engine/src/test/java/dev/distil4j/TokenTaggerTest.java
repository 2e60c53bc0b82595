package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.testing.Expected;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.TestData;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Labels, scores and places of transformers' token-classification pipeline. */
class TokenTaggerTest {

    private static final JsonNode SMALL = Golden.read("token-classification-rules.json");

    @TempDir private Path folder;

    /** What models are opened with. */
    Options options() {
        return Options.defaults();
    }

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "bert"})
    void entitiesAreThoseOfThePipeline(String model) {
        assertEqualsPipeline(SMALL, model, Golden.folder("small-odd"));
    }

    @ParameterizedTest
    @Tag("data")
    @ValueSource(
            strings = {"distilbert, cased", "distilbert, uncased", "bert, cased", "bert, uncased"})
    void entitiesOverRealVocabulariesAreThoseOfThePipeline(String model) {
        JsonNode golden = Golden.read("token-classification.json");
        String vocabulary = golden.get("models").get(model).get("vocabulary").asString();
        assertEqualsPipeline(golden, model, TestData.path("vocab/" + vocabulary));
    }

    private void assertEqualsPipeline(JsonNode golden, String model, Path vocabulary) {
        JsonNode checkpoint = golden.get("models").get(model).get("checkpoint");
        List<TaggingGolden> cases =
                golden.get("model_cases")
                        .valueStream()
                        .filter(node -> node.get("model").asString().equals(model))
                        .map(TaggingGolden::new)
                        .toList();
        assertThat(cases).isNotEmpty();
        try (TokenTagger tagger = open(SeededCheckpoint.of(checkpoint), vocabulary)) {
            for (TaggingGolden each : cases) {
                List<? extends Entity> entities = entities(tagger, List.of(each)).getFirst();
                TaggingGolden.assertEntities(
                        entities, each.node().get("entities"), each.input().text());
                Expected.of(each.toString(), each.node().get("scores")).check(scores(entities));
            }
        }
    }

    /** The pipeline cuts what is too long. */
    private TokenTagger open(SeededCheckpoint checkpoint, Path vocabulary) {
        checkpoint.write(folder, vocabulary);
        return Distil4J.tokenClassification(
                ModelSource.folder(folder), options().truncation(Truncation.LONGEST_FIRST));
    }

    private static List<? extends List<? extends Entity>> entities(
            TokenTagger tagger, List<TaggingGolden> alike) {
        List<TaggerInput> inputs = alike.stream().map(TaggingGolden::input).toList();
        return alike.getFirst().isGrouped()
                ? tagger.entities(inputs, alike.getFirst().options())
                : tagger.tokens(inputs, alike.getFirst().ignoreLabels());
    }

    private static float[] scores(List<? extends Entity> entities) {
        float[] scores = new float[entities.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) entities.get(i).score();
        }
        return scores;
    }

    @Test
    void aTextGetsTheSameEntitiesAloneAndInAList() {
        try (TokenTagger tagger = small()) {
            List<TaggerInput> inputs = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                inputs.add(TaggerInput.of("unmoving fun, ".repeat(i)));
                inputs.add(TaggerInput.ofWords(Collections.nCopies(i, "laughable")));
            }
            GroupingOptions options = GroupingOptions.defaults().stride(3);
            List<List<EntityGroup>> together = tagger.entities(inputs, options);
            assertThat(together).hasSameSizeAs(inputs);
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(tagger.entities(List.of(inputs.get(i)), options))
                        .containsExactly(together.get(i));
            }
        }
    }

    @Test
    void shortFormsTakeTheDefaults() {
        try (TokenTagger tagger = small()) {
            String text = "The film was not so dull.";
            assertThat(tagger.tokens(text))
                    .isNotEmpty()
                    .isEqualTo(
                            tagger.tokens(List.of(TaggerInput.of(text)), Set.of("O")).getFirst());
            assertThat(tagger.entities(text))
                    .isNotEmpty()
                    .isEqualTo(
                            tagger.entities(
                                            List.of(TaggerInput.of(text)),
                                            new GroupingOptions(
                                                    AggregationStrategy.SIMPLE, Set.of("O"), null))
                                    .getFirst());
            assertThat(tagger.entities(List.of(), GroupingOptions.defaults())).isEmpty();
            assertThat(tagger.tokens(List.of(), Set.of())).isEmpty();
        }
    }

    @Test
    void aWordHasTheLabelOfItsFirstToken() {
        List<List<String>> sentences =
                List.of(
                        List.of("unmoving", "plot", "laughable", "\u200b", "fun"),
                        List.of(),
                        List.of("greatest"));
        try (TokenTagger tagger = small()) {
            List<List<String>> labels = tagger.labels(sentences);
            assertThat(labels).hasSize(3);
            assertThat(labels.get(1)).isEmpty();
            for (int s = 0; s < sentences.size(); s++) {
                TaggerInput input = TaggerInput.ofWords(sentences.get(s));
                List<TokenEntity> tokens = tagger.tokens(List.of(input), Set.of()).getFirst();
                int start = 0;
                for (int w = 0; w < sentences.get(s).size(); w++) {
                    int place = start;
                    String expected =
                            tokens.stream()
                                    .filter(token -> token.start() == place)
                                    .map(TokenEntity::entity)
                                    .findFirst()
                                    .orElse("O");
                    assertThat(labels.get(s).get(w)).isEqualTo(expected);
                    start += sentences.get(s).get(w).length() + 1;
                }
            }
            assertThat(Set.copyOf(labels.getFirst())).hasSizeGreaterThan(2);
        }
    }

    @Test
    void aLongTextIsAnErrorThatSaysWhichUnlessThereAreWindows() {
        String tooLong = "fun ".repeat(60);
        List<TaggerInput> inputs = List.of(TaggerInput.of("fun"), TaggerInput.of(tooLong));
        SeededCheckpoint checkpoint =
                SeededCheckpoint.of(SMALL.get("models").get("distilbert").get("checkpoint"));
        checkpoint.write(folder, Golden.folder("small-odd"));
        try (TokenTagger tagger = Distil4J.tokenClassification(folder)) {
            assertThatThrownBy(() -> tagger.entities(inputs, GroupingOptions.defaults()))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("text 2: The text is 62 tokens long")
                    .hasMessageContaining("at most 40");
            assertThatThrownBy(() -> tagger.tokens(tooLong))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("The text is 62 tokens long");
            List<EntityGroup> entities =
                    tagger.entities(inputs, GroupingOptions.defaults().stride(5)).getLast();
            assertThat(entities.getLast().end()).isGreaterThan(4 * 38);
        }
    }

    @Test
    void aStrideThatDoesNotFitIsRefused() {
        try (TokenTagger tagger = small()) {
            List<TaggerInput> inputs = List.of(TaggerInput.of("fun"));
            assertThatThrownBy(() -> tagger.entities(inputs, GroupingOptions.defaults().stride(38)))
                    .isInstanceOf(InputException.class)
                    .hasMessage(
                            "A stride of 38 does not fit windows with room for 38 tokens of text;"
                                    + " give 0 to 37.");
            assertThatThrownBy(() -> tagger.entities(inputs, GroupingOptions.defaults().stride(40)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("stride of 40");
        }
        assertThatThrownBy(() -> GroupingOptions.defaults().stride(-1))
                .isInstanceOf(InputException.class)
                .hasMessage("stride is -1; give 0 tokens or more");
    }

    @Test
    void anotherHeadIsRefused() {
        assertThatThrownBy(() -> Distil4J.tokenClassification(Golden.folder("small-odd")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("DistilBertForSequenceClassification");
    }

    @Test
    void afterClosingNothingIsTagged() {
        TokenTagger tagger = small();
        tagger.warmUp();
        assertThat(tagger.info().labels()).startsWith("O", "B-PER");
        tagger.close();
        assertThatThrownBy(() -> tagger.tokens("fun")).isInstanceOf(ClosedException.class);
    }

    private TokenTagger small() {
        JsonNode checkpoint = SMALL.get("models").get("distilbert").get("checkpoint");
        return open(SeededCheckpoint.of(checkpoint), Golden.folder("small-odd"));
    }
}
