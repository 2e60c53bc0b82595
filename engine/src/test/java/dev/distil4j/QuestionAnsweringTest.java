package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.TestTexts;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class QuestionAnsweringTest {

    private static final QuestionAnsweringOptions DEFAULTS = QuestionAnsweringOptions.defaults();

    @TempDir private static Path folder;
    private static QuestionAnswering model;

    @BeforeAll
    static void open() {
        SeededCheckpoint.of("distilbert", "QuestionAnswering", 97, 31)
                .write(folder, Golden.folder("small-odd"));
        model = Distil4J.questionAnswering(folder);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** Contexts from one word to several windows of 64 tokens. */
    private static List<QuestionInput> inputs() {
        List<QuestionInput> inputs = new ArrayList<>();
        for (String text : TestTexts.fifty()) {
            String context = (text + " good ").repeat(1 + inputs.size() % 9);
            inputs.add(new QuestionInput("was it fun?", context));
        }
        return inputs;
    }

    @Test
    void windowsOfManyInputsGetTheBitsThatTheyGetAlone() {
        QuestionAnsweringOptions options = DEFAULTS.topK(5).maxSeqLen(64).docStride(20);
        List<List<Answer>> together = model.answer(inputs(), options);
        List<List<Answer>> alone =
                inputs().stream()
                        .map(input -> model.answer(List.of(input), options).getFirst())
                        .toList();
        assertThat(together).isEqualTo(alone);
        SquadRecipe recipe = SquadRecipe.version2().windows(64, 20);
        assertThat(model.predict(inputs(), recipe))
                .isEqualTo(
                        inputs().stream()
                                .map(input -> model.predict(List.of(input), recipe).getFirst())
                                .toList());
    }

    @Test
    void shortMethodsGiveTheBestAnswers() {
        QuestionInput input = inputs().get(3);
        Answer best = model.answer(List.of(input), DEFAULTS).getFirst().getFirst();
        assertThat(model.answer(input.question(), input.context())).isEqualTo(best);
        assertThat(model.answerAll(List.of(input, input))).containsExactly(best, best);
        assertThat(model.answerAll(List.of())).isEmpty();
    }

    private static void assertRefused(
            String question, QuestionAnsweringOptions options, String sentence) {
        QuestionInput bad = new QuestionInput(question, "so good ".repeat(40));
        QuestionInput good = new QuestionInput("so?", "so good");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model.answer(List.of(bad), options))
                .withMessage(sentence);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model.answer(List.of(good, bad), options))
                .withMessage("question 2: " + sentence);
    }

    @Test
    void aQuestionThatLeavesNoRoomIsOneSentence() {
        String twenty = "good ".repeat(20);
        assertRefused(
                twenty,
                DEFAULTS.maxSeqLen(23).docStride(0),
                "the question is 20 tokens long, which leaves a window of 23 tokens (max_seq_len)"
                        + " no room for the context; shorten the question");
        assertRefused(
                twenty,
                DEFAULTS.maxSeqLen(40).docStride(17),
                "beside a question of 20 tokens, a window of 40 (max_seq_len) has room for 17 of"
                        + " the context, which is no more than the 17 that it repeats (doc_stride);"
                        + " shorten the question or lower doc_stride");
        QuestionInput fitting = new QuestionInput(twenty, "so good ".repeat(40));
        assertThat(model.answer(List.of(fitting), DEFAULTS.maxSeqLen(24).docStride(0))).hasSize(1);
    }

    @Test
    void emptyTextsAreRefusedAndBlankOnesAreNot() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model.answer("", "so good"))
                .withMessage("the question is empty; give one");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model.answer("so?", ""))
                .withMessage("the context is empty; give one");
        assertThat(model.answer(" ", "good").answer()).isEqualTo("good");
        assertThat(model.answer("so?", " ")).isEqualTo(new Answer(0, 0, 0, ""));
    }

    @Test
    void windowsBeyondTheModelAreRefusedButForTheRecipe() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> model.answer(inputs(), DEFAULTS.maxSeqLen(513)))
                .withMessage(
                        "max_seq_len is 513, but the model takes at most 512 tokens; lower it");
        SquadRecipe recipe = SquadRecipe.version1();
        assertThat(model.predict(inputs(), recipe.windows(600, 128)))
                .isEqualTo(model.predict(inputs(), recipe.windows(512, 128)));
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> DEFAULTS.topK(0))
                .withMessage("top_k is 0; ask for at least 1 answer");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> DEFAULTS.docStride(-1))
                .withMessage("doc_stride is -1; give 0 tokens or more");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SquadRecipe.version1().maxAnswerLength(0))
                .withMessage("max_answer_length is 0; give at least 1");
    }

    @Test
    void aModelOfAnotherHeadIsRefused(@TempDir Path other) {
        SeededCheckpoint.of("bert", "SequenceClassification", 97, 3, "a", "b")
                .write(other, Golden.folder("small-odd"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Distil4J.questionAnswering(other))
                .withMessageContaining("BertForSequenceClassification");
    }

    @Test
    void warmingUpChangesNoAnswerAndClosingEndsThem(@TempDir Path other) {
        SeededCheckpoint.of("bert", "QuestionAnswering", 97, 32)
                .write(other, Golden.folder("small-odd"));
        QuestionAnswering answerer = Distil4J.questionAnswering(other);
        List<Answer> cold = answerer.answerAll(inputs());
        answerer.warmUp();
        assertThat(answerer.answerAll(inputs())).isEqualTo(cold);
        assertThat(answerer.info().architecture()).isEqualTo("BertForQuestionAnswering");
        answerer.close();
        answerer.close();
        assertThatExceptionOfType(ClosedException.class)
                .isThrownBy(() -> answerer.answer("so?", "so good"));
    }
}
