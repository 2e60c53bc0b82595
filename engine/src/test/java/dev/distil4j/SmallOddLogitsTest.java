package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Expected;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.Logits;
import dev.distil4j.testing.TestBackends;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** From the text to the logits, a small model of odd sizes answers like the reference. */
class SmallOddLogitsTest {

    private static final ModelSource MODEL = ModelSource.folder(Golden.folder("small-odd"));

    private final JsonNode texts = Golden.read("small-odd/golden.json").get("texts");

    static List<String> backends() {
        return TestBackends.available();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void logitsEqualTheReference(String backend) {
        try (TextClassifier classifier =
                Distil4J.textClassification(MODEL, Options.defaults().backend(backend))) {
            assertThat(texts).isNotEmpty();
            for (JsonNode entry : texts) {
                String text = entry.get("text").asString();
                Expected.of("logits of '" + text + "'", entry.get("logits"))
                        .check(Logits.of(classifier, text));
            }
        }
    }

    @Test
    @Tag("opencl")
    void logitsOnOpenClEqualTheReference() {
        logitsEqualTheReference(TestBackends.OPENCL);
    }

    @Test
    void idsAndPiecesEqualTheReference() {
        WordPieceTokenizer tokenizer = Distil4J.tokenizer(MODEL, Options.defaults());
        for (JsonNode entry : texts) {
            var encoding = tokenizer.encode(entry.get("text").asString());
            assertThat(encoding.ids()).isEqualTo(Golden.ints(entry.get("ids")));
            assertThat(tokenizer.tokens(encoding))
                    .isEqualTo(entry.get("pieces").valueStream().map(JsonNode::asString).toList());
        }
    }
}
