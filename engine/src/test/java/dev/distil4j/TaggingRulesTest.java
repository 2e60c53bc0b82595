package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.testing.Golden;
import dev.distil4j.tokenizer.CleanUp;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.Vocabulary;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** From logits that are written down, the entities are those of transformers' pipeline. */
class TaggingRulesTest {

    /** Between probabilities that float32 computed; exp differs in its last bits. */
    private static final double SCORE_BOUND = 1e-6;

    private static final JsonNode GOLDEN = Golden.read("token-classification-rules.json");

    private static final WordPieceTokenizer TOKENIZER =
            Distil4J.tokenizer(ModelSource.folder(Golden.folder("small-odd")), Options.defaults());

    static List<TaggingGolden> cases() {
        return GOLDEN.get("cases").valueStream().map(TaggingGolden::new).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void entitiesAreThoseOfThePipeline(TaggingGolden golden) {
        TaggerInput input = golden.input();
        List<String> labels = strings(golden.node().get("labels"));
        List<Encoding> windows = windows(golden);
        List<float[]> logits =
                golden.node().get("windows").valueStream().map(TaggingRulesTest::logits).toList();
        Tagging tagging = new Tagging(TOKENIZER, labels);
        List<? extends Entity> entities =
                golden.isGrouped()
                        ? tagging.entities(input, windows, logits, golden.options())
                        : tagging.tokens(
                                input,
                                windows.getFirst(),
                                logits.getFirst(),
                                golden.ignoreLabels());

        JsonNode expected = golden.node().get("output");
        TaggingGolden.assertEntities(entities, expected, input.text());
        for (int i = 0; i < entities.size(); i++) {
            double score = number(expected.get(i).get("score"));
            if (Double.isNaN(score)) {
                assertThat(entities.get(i).score()).isNaN();
            } else {
                assertThat(entities.get(i).score()).isCloseTo(score, within(SCORE_BOUND));
            }
        }
    }

    private static List<Encoding> windows(TaggingGolden golden) {
        TokenizerInput input =
                switch (golden.input()) {
                    case TaggerInput.Text(String text) -> TokenizerInput.of(text);
                    case TaggerInput.Words(List<String> words, String _) ->
                            TokenizerInput.ofWords(words);
                };
        EncodingOptions options =
                TOKENIZER
                        .options()
                        .maxLength(golden.node().get("max_length").intValue())
                        .truncation(Truncation.LONGEST_FIRST);
        return golden.isCut()
                ? List.of(TOKENIZER.encode(input, options))
                : TOKENIZER.windows(input, options.stride(golden.options().stride()));
    }

    private static float[] logits(JsonNode rows) {
        List<Double> numbers =
                rows.valueStream()
                        .flatMap(JsonNode::valueStream)
                        .map(TaggingRulesTest::number)
                        .toList();
        float[] logits = new float[numbers.size()];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = numbers.get(i).floatValue();
        }
        return logits;
    }

    /** JSON has neither NaN nor infinities: they are strings. */
    private static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return switch (node.asString()) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    @Test
    void withoutAPrefixAWordGoesOnUntilASpace() {
        var tokenizer =
                WordPieceTokenizer.builder(
                                new Vocabulary(
                                        List.of("[UNK]", "[CLS]", "[SEP]", "un", "fun", "so", "-")))
                        .continuingSubwordPrefix("")
                        .build();
        Tagging tagging = new Tagging(tokenizer, List.of("O", "B-X", "I-X"));
        String text = "unfun so-fun";
        Encoding encoding = tokenizer.encode(text);
        assertThat(tokenizer.tokens(encoding))
                .containsExactly("[CLS]", "un", "fun", "so", "-", "fun", "[SEP]");
        float[] logits = new float[3 * encoding.length()];
        for (int i = 0; i < encoding.length(); i++) {
            logits[3 * i + (i == 2 ? 0 : 1)] = 1;
        }
        var options = GroupingOptions.defaults().aggregationStrategy(AggregationStrategy.FIRST);
        List<EntityGroup> entities =
                tagging.entities(TaggerInput.of(text), List.of(encoding), List.of(logits), options);
        assertThat(entities.stream().map(entity -> text.substring(entity.start(), entity.end())))
                .containsExactly("unfun", "so-fun");
    }

    @Test
    void aDecoderThatCleansNothingUpLeavesSpacesInAGroupsText() {
        var tokenizer =
                WordPieceTokenizer.builder(
                                new Vocabulary(List.of("[UNK]", "[CLS]", "[SEP]", "it", "!")))
                        .cleanUp(CleanUp.NONE)
                        .build();
        Encoding encoding = tokenizer.encode("it!");
        Tagging tagging = new Tagging(tokenizer, List.of("O", "X"));
        float[] logits = {1, 0, 0, 1, 0, 1, 1, 0};
        for (AggregationStrategy strategy : AggregationStrategy.values()) {
            var options = GroupingOptions.defaults().aggregationStrategy(strategy);
            assertThat(
                            tagging.entities(
                                    TaggerInput.of("it!"),
                                    List.of(encoding),
                                    List.of(logits),
                                    options))
                    .extracting(EntityGroup::word)
                    .containsExactly("it !");
        }
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
