package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Distil4J;
import dev.distil4j.TokenTagger;
import dev.distil4j.app.console.Terminal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class EvaluateConllCommandTest {

    private static final String MODEL = "../engine/tiny-models/tag";
    private static final List<String> WORDS = List.of("My", "friend", "lives", "in", "Paris", ".");

    @TempDir private Path folder;

    private static List<String> predictions() {
        try (TokenTagger tagger = Distil4J.tokenClassification(Path.of(MODEL))) {
            return tagger.labels(List.of(WORDS)).getFirst();
        }
    }

    private static String sentence(List<String> labels) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < WORDS.size(); i++) {
            lines.append(WORDS.get(i)).append(' ').append(labels.get(i)).append(" 0\n");
        }
        return lines.append('\n').toString();
    }

    private Run evaluate(String data, String... args) throws IOException {
        Path file = folder.resolve("valid.txt");
        Files.writeString(file, data);
        String[] all = new String[args.length + 5];
        System.arraycopy(args, 0, all, 5, args.length);
        all[0] = "evaluate";
        all[1] = "conll";
        all[2] = "--model";
        all[3] = MODEL;
        all[4] = file.toString();
        return Run.distil(all);
    }

    @Test
    void predictionsThatAreRightHaveFullFigures() throws IOException {
        String data = "-DOCSTART- O O\n\n" + sentence(predictions()).repeat(600);
        assertThat(evaluate(data))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                          precision  recall      F1  entities
                                X            100.00  100.00  100.00     2,400
                                Y            100.00  100.00  100.00     1,200
                                all          100.00  100.00  100.00     3,600
                                accuracy  100.00 % of 3,600 words
                                """,
                                ""));
    }

    @Test
    void jsonHasTheNamesOfTheReference() throws IOException {
        List<String> references = new ArrayList<>(predictions());
        references.set(4, "B-Z");
        Run run = evaluate(sentence(references), "--json");
        assertThat(run.out().replaceAll("(\\.\\d{4})\\d+", "$1"))
                .isEqualTo(
                        """
                        {"X":{"precision":0.75,"recall":1.0,"f1":0.8571,"number":3},\
                        "Y":{"precision":1.0,"recall":1.0,"f1":1.0,"number":2},\
                        "Z":{"precision":0.0,"recall":0.0,"f1":0.0,"number":1},\
                        "overall_precision":0.8333,"overall_recall":0.8333,"overall_f1":0.8333,\
                        "overall_accuracy":0.8333}
                        """);
        assertThat(run.err())
                .isEqualTo(
                        "distil: the model does not have all labels of %s, but lacks B-Z; if it should, look at --label-column\n"
                                .formatted(folder.resolve("valid.txt")));
    }

    @Test
    void aFaultInTheFileIsOneSentence() throws IOException {
        Run run = evaluate("My O\nfriend\n");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("valid.txt, line 2: there is no column 2").hasLineCount(1);
        assertThat(evaluate("\n").err()).contains("there is no word in it");
        assertThat(Run.distil("evaluate", "conll", "--model", MODEL, "no-such").exitCode())
                .isEqualTo(66);
        Run scheme = evaluate("\nMy NOUN\n", "--scheme", "strict-iob2");
        assertThat(scheme.exitCode()).isEqualTo(65);
        assertThat(scheme.err()).contains("valid.txt, line 2: 'NOUN' is no label of IOB2");
    }

    @Test
    void aSentenceThatIsTooLongIsNamedUnlessItMayBeCut() throws IOException {
        String data = sentence(predictions()) + "friend O\n".repeat(300);
        Run run = evaluate(data);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err())
                .contains(
                        "valid.txt, line 8: 302 tokens are more than the 256 that the model takes")
                .contains("add --truncate");
        assertThat(evaluate(data, "--truncate").out()).contains("306 words");
    }

    @Test
    void wrongUsageIsOneSentence() throws IOException {
        Run run = evaluate("My O\n", "--label-column", "1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--label-column needs 2 or more, not 1");
    }

    private static String data(String name) throws IOException {
        return Files.readString(Path.of(System.getenv("DISTIL4J_DATA"), "conll2003", name));
    }

    @Test
    @Tag("data")
    void theSharedTasksDevelopmentSetRunsEndToEnd() throws IOException {
        Run run = evaluate(data("valid.txt"), "--truncate");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("LOC ", "MISC ", "ORG ", "PER ", "X ", "Y ", "all ", "51,362 words");
        assertThat(run.err()).contains("lacks B-LOC, B-MISC").doesNotContain("texts");
    }

    @Test
    @Tag("data")
    void aLongRunShowsABarOnATerminal() throws IOException {
        Path file = folder.resolve("thrice.txt");
        Files.writeString(file, (data("train.txt") + "\n").repeat(3));
        Run run =
                Run.on(
                        new Terminal(false, true, true, 80, false),
                        new byte[0],
                        "evaluate",
                        "conll",
                        "--truncate",
                        "--threads",
                        "1",
                        "--model",
                        MODEL,
                        file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("610,863 words");
        // The bar comes after two seconds.
        assertThat(run.err()).contains("texts").contains("KB").contains("lacks B-LOC, B-MISC");
    }
}
