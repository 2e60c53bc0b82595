package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.conformance.Figures;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ConformanceCommandTest {

    private static final String PUBLISHED =
            "distilbert/distilbert-base-uncased-finetuned-sst-2-english";

    private static final String FIGURES =
            """
            {"checkpoints": [{"model": "acme/small", "figures": [
              {"text": "A gripping, funny film", "function": "softmax",
               "scores": {"NEGATIVE": 0.02641, "POSITIVE": %s}, "tolerance": 1e-4, "source": "s"},
              {"text": "A gripping, funny film", "label": "POSITIVE", "source": "s"},
              {"data": "set.tsv", "accuracy": 0.75, "tolerance": 0.001, "source": "s"}]}]}
            """;

    @TempDir private Path folder;

    private Path model;

    @BeforeEach
    void copyModel() throws IOException {
        model = EmbeddedModel.copyTo(folder.resolve("model"));
        Files.writeString(
                folder.resolve("set.tsv"),
                "sentence\tlabel\ngreat\t1\nawful\t0\na gripping film\t1\nawful\t1\n");
    }

    private Run conformance(String figures, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("figures.json"), figures);
        List<String> args = new ArrayList<>(List.of("conformance", "--figures", file.toString()));
        args.add("--model-folder=acme/small=" + model);
        args.addAll(List.of(more));
        return Run.distil(args.toArray(String[]::new));
    }

    @Test
    void figuresThatAreReachedPass() throws IOException {
        Run run = conformance(FIGURES.formatted("0.97359"), "--data", folder.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().replaceAll("(0\\.\\d{4})\\d+", "$1").replaceAll(" +", " "))
                .isEqualTo(
                        """
                        acme/small
                         figure expected got tolerance
                        A gripping, funny film
                         PASS score NEGATIVE 0.0264 0.0264 0.0001
                         PASS score POSITIVE 0.9735 0.9735 0.0001
                         PASS label POSITIVE POSITIVE
                        set.tsv
                         PASS accuracy 0.75 0.75 0.001
                        4 passed, 0 failed
                        """);
    }

    private static final String HIDDEN =
            """
            {"checkpoints": [{"model": "acme/small", "figures": [
              {"text": "funny film", "hidden": {%s}, "tolerance": 1e-5, "source": "s"}]}]}
            """;

    @Test
    void aFigureThatIsMissedFailsTheRun() throws IOException {
        Run run = conformance(FIGURES.formatted("0.97"), "--data", folder.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("  FAIL  score POSITIVE  0.97 ")
                .endsWith("3 passed, 1 failed\n");
    }

    @Test
    void aDataSetThatIsNotGivenIsSkippedAloud() throws IOException {
        Run run = conformance(FIGURES.formatted("0.97359"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .endsWith("3 passed, 0 failed, 1 skipped, since --data is not given\n");
        Run missing = conformance(FIGURES.formatted("0.97359"), "--data", model.toString());
        assertThat(missing.exitCode()).isEqualTo(66);
        assertThat(missing.err()).contains("set.tsv' can't be read").hasLineCount(1);
    }

    @Test
    void jsonHasTheSource() throws IOException {
        assertThat(conformance(FIGURES.formatted("0.97359"), "--json").out())
                .startsWith(
                        "[{\"model\":\"acme/small\",\"figure\":\"score NEGATIVE\","
                                + "\"text\":\"A gripping, funny film\",\"expected\":\"0.02641\",")
                .contains("\"verdict\":\"pass\",\"source\":\"s\"}")
                .contains("\"verdict\":\"skip\"");
    }

    @Test
    void aLabelThatTheModelLacksFails() throws IOException {
        Run run = conformance(FIGURES.formatted("0.97359, \"NEUTRAL\": 0.0"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("FAIL  score NEUTRAL +0 +none");
    }

    @Test
    void thePublishedFiguresNameTheirSourceAndAnotherModelMissesThem() {
        assertThat(Figures.published())
                .allSatisfy(
                        checkpoint ->
                                assertThat(checkpoint.figures())
                                        .isNotEmpty()
                                        .allMatch(figure -> !figure.source().isBlank()));
        Run run =
                Run.distil(
                        "conformance",
                        "--model-folder=" + PUBLISHED + "=" + model,
                        "--model-folder=distilbert/distilbert-base-uncased=" + model);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith(PUBLISHED)
                .contains("FAIL  logit NEGATIVE  -1.5606991 ")
                .contains("PASS  label           NEGATIVE ")
                .containsPattern("FAIL  hidden 1,1 +0\\.1483 ");
    }

    @Test
    void hiddenStatesAreComparedPlaceByPlace() throws IOException {
        float[][] hidden;
        try (var extractor =
                Distil4J.featureExtraction(ModelSource.folder(model), Options.defaults())) {
            hidden = extractor.extract("funny film");
        }
        Run run =
                conformance(
                        HIDDEN.formatted(
                                "\"1,2\": %s, \"2,0\": %s, \"900,1\": 0"
                                        .formatted(hidden[1][2], hidden[2][0] + 1)));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("PASS  hidden 1,2 ")
                .containsPattern("FAIL  hidden 2,0 ")
                .containsPattern("FAIL  hidden 900,1 +0 +none")
                .endsWith("1 passed, 2 failed\n");
        assertThat(conformance(HIDDEN.formatted("\"one\": 0")).err())
                .contains("'one' is no place in hidden states")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "[1], a JSON object should stand here",
        "{, this is no JSON",
        "{}, 'figures.json: ''checkpoints'' should be here, an array'",
        "'{\"checkpoints\": [{\"model\": \"acme/small\", \"figures\": [{}]}]}',"
                + "'checkpoint 1, figure 1: ''source'' should be here, a string'",
    })
    void figuresOfAnotherFormAreOneSentence(String figures, String complaint) throws IOException {
        Run run = conformance(figures);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).startsWith("distil: ").contains(complaint).hasLineCount(1);
    }

    @Test
    void aFolderForAnotherModelIsWrongUsage() throws IOException {
        Run run = conformance(FIGURES.formatted("0"), "--model-folder=other=x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("figures of acme/small only").hasLineCount(1);
    }
}
