package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Distil4J;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.QuestionInput;
import dev.distil4j.SquadRecipe;
import dev.distil4j.app.console.Terminal;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

class EvaluateSquadCommandTest {

    private static final String CONTEXT = "The blue teapot belonged to Ann.";
    private static final String QUESTION = "Who has the teapot?";

    @TempDir private static Path folder;
    private static String model = "";

    @BeforeAll
    static void write() throws IOException {
        model = TinyAnswerer.writeTo(folder.resolve("model")).toString();
    }

    /** A data set of that question, {@code count} times, the answer right. */
    private static String squad(int count, String question, String answer) {
        String qas =
                "{\"id\":\"q\",\"question\":\"%s\",\"answers\":[{\"text\":\"%s\",\"answer_start\":%d}]}"
                        .formatted(question, answer, CONTEXT.indexOf(answer));
        String paragraph = "{\"context\":\"%s\",\"qas\":[%s]}".formatted(CONTEXT, qas);
        return "{\"data\":[{\"paragraphs\":["
                + String.join(",", Collections.nCopies(count, paragraph))
                + "]}]}";
    }

    private static Run evaluate(String data, String... args) throws IOException {
        Path file = folder.resolve("dev.json");
        Files.writeString(file, data);
        String[] command = {"evaluate", "squad", "--model", model, file.toString()};
        String[] all = new String[command.length + args.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(args, 0, all, command.length, args.length);
        return Run.distil(all);
    }

    private static String prediction() {
        try (QuestionAnswering answerer = Distil4J.questionAnswering(Path.of(model))) {
            return answerer.predict(
                            List.of(new QuestionInput(QUESTION, CONTEXT)),
                            SquadRecipe.version1().windows(384, 128))
                    .getFirst()
                    .prediction_text();
        }
    }

    @Test
    void aRightPredictionIsAnExactMatch() throws IOException {
        assertThat(evaluate(squad(200, QUESTION, prediction())))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                            exact match      F1  questions
                                all              100.00  100.00        200
                                """,
                                ""));
    }

    @Test
    void jsonHasTheNamesOfTheReference() throws IOException {
        assertThat(evaluate(squad(1, QUESTION, prediction()), "--json").out())
                .isEqualTo("{\"exact\":100.0,\"f1\":100.0,\"total\":1}\n");
        assertThat(
                        evaluate(
                                        squad(1, QUESTION, prediction()),
                                        "--json",
                                        "--version-2",
                                        "--null-threshold=-1e9")
                                .out())
                .isEqualTo(
                        "{\"exact\":0.0,\"f1\":0.0,\"total\":1,"
                                + "\"HasAns_exact\":0.0,\"HasAns_f1\":0.0,\"HasAns_total\":1,"
                                + "\"NoAns_exact\":0.0,\"NoAns_f1\":0.0,\"NoAns_total\":0}\n");
    }

    @Test
    void aFaultInTheFileIsOneSentence() throws IOException {
        Run run = evaluate("{\"data\": [{}]}");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("dev.json: an article has no 'paragraphs'; give a file in the form of")
                .hasLineCount(1);
        assertThat(evaluate("{\"data\": []}").err()).contains("there is no question in it");
        assertThat(Run.distil("evaluate", "squad", "--model", model, "no-such").exitCode())
                .isEqualTo(66);
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsNamed() throws IOException {
        String two = squad(1, "who ".repeat(400), "Ann").replace("\"q\"", "\"q7\"");
        Run run = evaluate(two);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).startsWith("distil: question q7: the question is 400 tokens long");
    }

    @Test
    void wrongUsageIsOneSentence() throws IOException {
        Run run = evaluate(squad(1, QUESTION, "Ann"), "--n-best=0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("n_best_size is 0; give at least 1; see distil evaluate squad --help");
        assertThat(Run.distil("evaluate").exitCode()).isEqualTo(2);
        assertThat(Run.distil("evaluate", "squad", "--help").out()).contains("--version-2");
    }

    @Test
    @Tag("data")
    void halfOfTheOfficialDevSetRunsEndToEnd() {
        Path file = Path.of(System.getenv("DISTIL4J_DATA"), "squad", "dev-half.json");
        Terminal screen = new Terminal(false, true, true, 80, false);
        Run run =
                Run.on(
                        screen,
                        new byte[0],
                        "evaluate",
                        "squad",
                        "--json",
                        "--model",
                        model,
                        file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("{\"exact\":").endsWith(",\"total\":4961}\n");
        // The bar, which comes after two seconds.
        assertThat(run.err()).contains("texts").contains("KB");
    }
}
