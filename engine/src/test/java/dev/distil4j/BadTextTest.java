package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.Logits;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Texts that nobody meant to write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadTextTest {

    private static final ModelSource MODEL = ModelSource.folder(Golden.folder("small-odd"));

    /** 41 tokens with the two special ones; the model takes 40. */
    private static final String TOO_LONG = "good ".repeat(39);

    private TextClassifier classifier;

    @BeforeAll
    void open() {
        classifier = Distil4J.textClassification(MODEL, Options.defaults());
    }

    @AfterAll
    void close() {
        classifier.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t\r\n", "\u0000", "\u0001\u0002\u007f\u0085", "\ud800"})
    void aTextWithoutAnythingToReadIsAsAnEmptyOne(String text) {
        assertThat(classifier.classify("")).hasSize(3);
        assertThat(classifier.classify(text)).isEqualTo(classifier.classify(""));
    }

    @Test
    void noTextsAreNoResults() {
        assertThat(classifier.classifyAll(List.of())).isEmpty();
    }

    @Test
    void aTextThatJustFitsIsAnswered() {
        assertThat(classifier.classify("good ".repeat(38))).hasSize(3);
    }

    @Test
    void aTextThatIsTooLongNamesBothLengths() {
        assertThatThrownBy(() -> classifier.classify(TOO_LONG))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("41 tokens")
                .hasMessageContaining("at most 40")
                .hasMessageContaining("LONGEST_FIRST");
    }

    @Test
    void aTextThatIsTooLongSaysWhichOfTheListItIs() {
        assertThatThrownBy(() -> classifier.classifyAll(List.of("Good!", "", TOO_LONG, "bad")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("text 3: ");
    }

    @Test
    void aPairThatIsTooLongNamesBothLengths() {
        assertThatThrownBy(() -> classifier.classify("good ".repeat(20), "bad ".repeat(20)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("43 tokens")
                .hasMessageContaining("at most 40");
    }

    @Test
    void longestFirstCutsTheText() {
        Options options = Options.defaults().truncation(Truncation.LONGEST_FIRST);
        try (TextClassifier cutting = Distil4J.textClassification(MODEL, options)) {
            assertThat(Logits.of(cutting, "bad " + "good ".repeat(1000)))
                    .isEqualTo(Logits.of(classifier, "bad " + "good ".repeat(37)));
            assertThat(cutting.classify("good ".repeat(100), "bad ".repeat(5)))
                    .isEqualTo(classifier.classify("good ".repeat(32), "bad ".repeat(5)));
        }
    }

    @Test
    void hundredMegabytesAreTooLongAndNothingElse() {
        String text = "good plot, ".repeat(100_000_000 / 11);
        assertThatThrownBy(() -> classifier.classify(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("27272729 tokens");
    }

    @Test
    void fewerThanOneLabelIsRefused() {
        assertThatThrownBy(() -> ClassificationOptions.defaults().topK(0))
                .isInstanceOf(InputException.class)
                .hasMessage("top_k is 0; ask for at least 1 label");
    }
}
