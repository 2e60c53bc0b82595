package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.LogRecords;
import dev.distil4j.testing.ModelCopy;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the pipeline's goldens do not say: places, order, lifetime and errors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FillMaskTest {

    private static final int VOCABULARY = 97;

    private Path folder;
    private FillMask fillMask;

    @BeforeAll
    void open(@TempDir Path temporary) {
        folder = temporary;
        fillMask = Distil4J.fillMask(write("distilbert", folder.resolve("model")));
    }

    private static Path write(String architecture, Path into) {
        return SeededCheckpoint.of(architecture, "MaskedLM", VOCABULARY, 504)
                .write(into, Golden.folder("small-odd"));
    }

    @AfterAll
    void close() {
        fillMask.close();
    }

    @Test
    void aTextHasFiveTokensForItsMaskUnlessToldOtherwise() {
        assertThat(fillMask.fill("so [MASK]!").getFirst().candidates()).hasSize(5);
        assertThat(candidates("so [MASK]!", FillMaskOptions.defaults().topK(2))).hasSize(2);
    }

    private List<FilledMask> candidates(String text, FillMaskOptions options) {
        return fillMask.fill(List.of(text), options).getFirst().getFirst().candidates();
    }

    @Test
    void moreThanThereAreIsAllOfThem() {
        assertThat(candidates("[MASK]", FillMaskOptions.defaults().topK(1000))).hasSize(VOCABULARY);
        assertThat(
                        candidates(
                                "[MASK]",
                                FillMaskOptions.defaults().topK(9).targets(List.of("fun", "bad"))))
                .hasSize(2);
    }

    @Test
    void placesAreUtf16UnitsOfTheText() {
        String text = "\uD83D\uDE00 e\u0301 [MASK] film,[MASK]!";
        assertThat(fillMask.fill(text))
                .allSatisfy(
                        mask ->
                                assertThat(text.substring(mask.start(), mask.end()))
                                        .isEqualTo("[MASK]"))
                .extracting(Mask::start)
                .containsExactly(6, 18);
    }

    @ParameterizedTest
    @MethodSource("dev.distil4j.testing.TestBackends#available")
    void aTextAmongOthersIsFilledAsAlone(String backend) {
        Options options = Options.defaults().backend(backend);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            texts.add("the plot is " + "so ".repeat(i % 23) + "[MASK] ".repeat(1 + i % 5));
        }
        try (FillMask model =
                Distil4J.fillMask(ModelSource.folder(folder.resolve("model")), options)) {
            List<List<Mask>> together = model.fill(texts, FillMaskOptions.defaults());
            assertThat(together).hasSameSizeAs(texts);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(together.get(i)).isEqualTo(model.fill(texts.get(i)));
            }
        }
    }

    @Test
    void noTextsAreNoResults() {
        assertThat(fillMask.fill(List.of(), FillMaskOptions.defaults())).isEmpty();
    }

    @Test
    void aTextWithoutMaskIsNamed() {
        assertThatThrownBy(() -> fillMask.fill("so good"))
                .isInstanceOf(InputException.class)
                .hasMessage("the text has no [MASK]; put one where a word is to be guessed");
        assertThatThrownBy(() -> fillMask.fill(List.of("[MASK]", ""), FillMaskOptions.defaults()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "text 2: the text has no [MASK]; put one where a word is to be guessed");
    }

    @Test
    void aMaskThatTruncationCutsOffIsMissed(@TempDir Path cut) {
        Options options = Options.defaults().truncation(Truncation.LONGEST_FIRST);
        ModelCopy model = new ModelCopy(write("distilbert", cut));
        model.tokenizer(config -> config.put("model_max_length", 40));
        try (FillMask cutting = Distil4J.fillMask(ModelSource.folder(cut), options)) {
            assertThat(cutting.fill("[MASK] " + "good ".repeat(100))).hasSize(1);
            assertThatThrownBy(() -> cutting.fill("good ".repeat(100) + "[MASK]"))
                    .isInstanceOf(InputException.class)
                    .hasMessage(
                            "the first 40 tokens, all that the model takes, have no [MASK]; put one"
                                    + " where a word is to be guessed");
        }
    }

    @Test
    void aTextThatIsTooLongIsNamed() {
        String text = "[MASK] " + "good ".repeat(600);
        assertThatThrownBy(() -> fillMask.fill(List.of("[MASK]", text), FillMaskOptions.defaults()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("text 2: The text is 603 tokens long");
    }

    @Test
    void uselessOptionsAreRefused() {
        assertThatThrownBy(() -> FillMaskOptions.defaults().topK(0))
                .isInstanceOf(InputException.class)
                .hasMessage("top_k is 0; ask for at least 1 token");
        assertThatThrownBy(() -> FillMaskOptions.defaults().targets(List.of()))
                .isInstanceOf(InputException.class)
                .hasMessage("the list of targets is empty; name at least one word");
        FillMaskOptions blank = FillMaskOptions.defaults().targets(List.of("", " "));
        assertThatThrownBy(() -> fillMask.fill(List.of(), blank))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "none of the targets has a piece in the vocabulary; name at least one word"
                                + " that has");
    }

    @Test
    void targetsThatAreNoTokensAreToldOfOnceForAllCallsInARow() {
        FillMaskOptions options =
                FillMaskOptions.defaults().targets(List.of("laughing", "", "fun"));
        try (LogRecords log = new LogRecords()) {
            List<FilledMask> first = candidates("[MASK]", options);
            assertThat(candidates("[MASK]", options)).isEqualTo(first);
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING the target \"laughing\" is no piece of the vocabulary;"
                                    + " \"laugh\", with which it begins, is taken for it",
                            "WARNING the target \"\" has no piece in the vocabulary and is left"
                                    + " out");
        }
    }

    @Test
    void rowsThatFillAnEmbeddingUpHaveNoText(@TempDir Path padded) {
        SeededCheckpoint.of("bert", "MaskedLM", VOCABULARY + 7, 3)
                .write(padded, Golden.folder("small-odd"));
        try (FillMask model = Distil4J.fillMask(padded)) {
            List<FilledMask> all =
                    model.fill(List.of("so [MASK]!"), FillMaskOptions.defaults().topK(1000))
                            .getFirst()
                            .getFirst()
                            .candidates();
            assertThat(all).hasSize(VOCABULARY + 7);
            assertThat(all)
                    .filteredOn(candidate -> candidate.token() >= VOCABULARY)
                    .hasSize(7)
                    .allSatisfy(
                            candidate -> {
                                assertThat(candidate.token_str()).isEmpty();
                                assertThat(candidate.sequence()).isEqualTo("so!");
                            });
        }
    }

    @Test
    void aVocabularyWithoutMaskIsRefused(@TempDir Path maskless) {
        ModelCopy model = new ModelCopy(write("bert", maskless));
        model.vocabulary(
                lines -> lines.stream().map(line -> line.replace("[MASK]", "[GAP]")).toList());
        assertThatThrownBy(() -> Distil4J.fillMask(maskless))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "%s: the vocabulary has no mask \"[MASK]\"; use the tokenizer that belongs"
                                + " to the model",
                        maskless);
    }

    @Test
    void aModelWithoutTheHeadIsRefused() {
        assertThatThrownBy(() -> Distil4J.fillMask(Golden.folder("small-odd")))
                .isInstanceOf(ModelException.class);
    }

    @Test
    void warmingUpChangesNothingAndClosingEndsIt(@TempDir Path other) {
        FillMask model = Distil4J.fillMask(write("bert", other));
        List<Mask> before = model.fill("so [MASK]!");
        model.warmUp();
        assertThat(model.fill("so [MASK]!")).isEqualTo(before);
        assertThat(model.info().architecture()).isEqualTo("BertForMaskedLM");
        model.close();
        model.close();
        assertThatThrownBy(() -> model.fill("so [MASK]!")).isInstanceOf(ClosedException.class);
        assertThatThrownBy(model::warmUp).isInstanceOf(ClosedException.class);
    }
}
