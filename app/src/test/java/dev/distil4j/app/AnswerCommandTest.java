package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Answer;
import dev.distil4j.Distil4J;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.QuestionAnsweringOptions;
import dev.distil4j.QuestionInput;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class AnswerCommandTest {

    private static final String QUESTION = "Who hid the teapot?";
    private static final String CONTEXT =
            "😀 Nobody knew. The blue teapot belonged to Ann, who hid it under the stairs.";

    @TempDir private static Path folder;
    private static String model = "";
    private static QuestionAnswering answerer;

    @BeforeAll
    static void open() throws IOException {
        model = TinyAnswerer.writeTo(folder.resolve("model")).toString();
        answerer = Distil4J.questionAnswering(Path.of(model));
    }

    @AfterAll
    static void close() {
        answerer.close();
    }

    private static List<Answer> answers(QuestionAnsweringOptions options) {
        return answerer.answer(List.of(new QuestionInput(QUESTION, CONTEXT)), options).getFirst();
    }

    private static Run distil(String... args) {
        return Run.distil(command(args));
    }

    private static Run onInput(String input, String... args) {
        return Run.onInput(input, command(args));
    }

    private static String[] command(String... args) {
        List<String> command = new ArrayList<>(List.of("answer", "--model", model));
        command.addAll(List.of(args));
        return command.toArray(String[]::new);
    }

    private static String json(Answer answer) {
        return "{\"score\":%s,\"start\":%d,\"end\":%d,\"answer\":\"%s\"}"
                .formatted(
                        answer.score(),
                        CONTEXT.codePointCount(0, answer.start()),
                        CONTEXT.codePointCount(0, answer.end()),
                        answer.answer());
    }

    private static String score(Answer answer) {
        return String.format(Locale.ROOT, "%.4f", answer.score());
    }

    @Test
    void anAnswerStandsBelowItsQuestion() {
        Answer best = answers(QuestionAnsweringOptions.defaults()).getFirst();
        assertThat(distil(QUESTION, "--context", CONTEXT))
                .isEqualTo(
                        new Run(
                                0,
                                QUESTION + "\n  " + score(best) + "  " + best.answer() + "\n",
                                ""));
    }

    @Test
    void onAScreenTheAnswerIsMarkedInItsContext() {
        Answer best = answers(QuestionAnsweringOptions.defaults()).getFirst();
        Run run = Run.on(Run.SCREEN, new byte[0], command(QUESTION, "--context", CONTEXT));
        assertThat(run.out())
                .startsWith("\u001B[1m" + QUESTION + "\u001B[0m\n  " + score(best) + "  ")
                .contains("\u001B[7m" + best.answer() + "\u001B[0m");
    }

    @Test
    void jsonOfOneQuestionIsWhatThePipelineReturns() {
        List<Answer> best = answers(QuestionAnsweringOptions.defaults().topK(2));
        assertThat(best.getFirst().start()).isGreaterThan(2);
        assertThat(distil("--json", QUESTION, "-c", CONTEXT, "-k2").out())
                .isEqualTo("[" + json(best.get(0)) + "," + json(best.get(1)) + "]\n");
        Answer first = answers(QuestionAnsweringOptions.defaults()).getFirst();
        assertThat(distil("--json", QUESTION, "-c", CONTEXT).out()).isEqualTo(json(first) + "\n");
    }

    @Test
    void severalQuestionsAreAListInTheirOrder() {
        Run both = distil("--json", QUESTION, "What was blue?", "-c", CONTEXT);
        Run second = distil("--json", "What was blue?", "-c", CONTEXT);
        Answer first = answers(QuestionAnsweringOptions.defaults()).getFirst();
        assertThat(both.out()).isEqualTo("[" + json(first) + ",\n " + second.out().strip() + "]\n");
    }

    @Test
    void optionsReachTheLibrary() {
        QuestionAnsweringOptions options =
                QuestionAnsweringOptions.defaults()
                        .topK(3)
                        .maxAnswerLen(2)
                        .maxSeqLen(16)
                        .docStride(3)
                        .handleImpossibleAnswer(true)
                        .alignToWords(false);
        List<Answer> expected = answers(options);
        assertThat(expected).isNotEqualTo(answers(options.alignToWords(true)));
        Run run =
                distil(
                        QUESTION,
                        "-c",
                        CONTEXT,
                        "--json",
                        "--top-k=3",
                        "--max-answer-len=2",
                        "--max-seq-len=16",
                        "--doc-stride=3",
                        "--impossible",
                        "--no-align-to-words");
        assertThat(run.out())
                .isEqualTo(
                        "["
                                + String.join(
                                        ",",
                                        expected.stream().map(AnswerCommandTest::json).toList())
                                + "]\n");
    }

    @Test
    void contextsAndQuestionsComeFromFiles() throws IOException {
        Path context = folder.resolve("context.txt");
        Files.writeString(context, "\uFEFF" + CONTEXT);
        Path questions = folder.resolve("questions.jsonl");
        Files.writeString(
                questions,
                "{\"id\":[1],\"context\":\"%s\",\"question\":\"%s\"}\n\n"
                        .formatted(CONTEXT, QUESTION));
        Answer best = answers(QuestionAnsweringOptions.defaults()).getFirst();
        assertThat(distil(QUESTION, "--json", "--context-file", context.toString()).out())
                .isEqualTo(json(best) + "\n");
        String expected = "{\"question\":\"" + QUESTION + "\"," + json(best).substring(1) + "\n";
        assertThat(distil("--jsonl", "--file", questions.toString()).out()).isEqualTo(expected);
        assertThat(onInput(Files.readString(questions), "--jsonl").out()).isEqualTo(expected);
        assertThat(onInput(Files.readString(questions), "--jsonl", "--top-k=2").out())
                .startsWith("{\"question\":\"" + QUESTION + "\",\"answers\":[{\"score\":");
    }

    @Test
    void noAnswerIsSaid() {
        Run run = distil(QUESTION, "-c", "\u200B", "--impossible");
        assertThat(run.out()).isEqualTo(QUESTION + "\n  1.0000  (no answer)\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"question\": \"Who?\"} | here is no \"context\"",
                "{\"context\": \"Ann.\"} | here is no \"question\"",
                "{\"question\": 7, \"context\": \"Ann.\"} | \"question\" is no string",
                "[] | this is none",
                "Who? | this is no JSON",
                "{\"question\": \"a\", \"question\": \"b\", \"context\": \"c\"} | this is no JSON:"
                        + " Duplicate",
                "{\"question\": \"a\", \"context\": \"c\"} 7 | here is more than one",
                "{\"question\": \"\", \"context\": \"Ann.\"} | the question is empty",
                "{\"question\": \"Who?\", \"context\": \"\"} | the context is empty",
            })
    void aLineThatIsNoQuestionIsNamedAndWhatWasBeforeIsWritten(String line, String complaint) {
        String good = "{\"question\": \"Who?\", \"context\": \"Ann.\"}\n";
        Run run = onInput(good + line + "\n" + good, "--jsonl");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err())
                .startsWith("distil: standard input, line 2: ")
                .contains(complaint)
                .hasLineCount(1);
    }

    @Test
    void aQuestionThatIsTooLongIsOneSentence() {
        Run run = distil("who ".repeat(400), "-c", CONTEXT);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err())
                .isEqualTo(
                        "distil: the question is 400 tokens long, which leaves a window of 384"
                                + " tokens (max_seq_len) no room for the context; shorten the"
                                + " question\n");
    }

    @Test
    void aContextFileThatIsNoTextIsOneSentence() throws IOException {
        Path latin1 = folder.resolve("latin1.txt");
        Files.write(latin1, "schön".getBytes(StandardCharsets.ISO_8859_1));
        Run run = distil(QUESTION, "--context-file", latin1.toString());
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).contains("latin1.txt: this is no UTF-8; convert the text");
        assertThat(distil(QUESTION, "--context-file", "no-such").exitCode()).isEqualTo(66);
    }

    @ParameterizedTest
    @CsvSource({
        "-c=x --top-k=0,top_k is 0",
        "-c=x --max-answer-len=0,max_answer_len is 0",
        "-c=x --max-seq-len=0,max_seq_len is 0",
        "-c=x --doc-stride=-1,doc_stride is -1",
        "-c=x --file=y,not both",
        "-c=x --context-file=y,mutually exclusive",
        "--json,a QUESTION needs --context",
    })
    void wrongUsageIsOneSentence(String arguments, String complaint) {
        List<String> args = new ArrayList<>(List.of(QUESTION));
        args.addAll(List.of(arguments.split(" ", -1)));
        Run run = distil(args.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(complaint)
                .endsWith("see distil answer --help\n")
                .hasLineCount(1);
    }

    @Test
    void aContextNeedsAQuestion() {
        assertThat(distil("-c", CONTEXT).err()).contains("but no QUESTION");
    }

    @Test
    void windowsBeyondTheModelAreRefused() {
        Run run = distil(QUESTION, "-c", CONTEXT, "--max-seq-len", "900");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err())
                .contains("max_seq_len is 900, but the model takes at most 384 tokens; lower it");
    }
}
