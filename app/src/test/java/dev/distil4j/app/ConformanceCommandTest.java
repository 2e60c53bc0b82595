package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Answer;
import dev.distil4j.Distil4J;
import dev.distil4j.EntityGroup;
import dev.distil4j.FilledMask;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.SentenceEmbedder;
import dev.distil4j.app.conformance.Checkpoint;
import dev.distil4j.app.conformance.Figure;
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
import java.util.stream.Collectors;

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

    private static final Path TINY = Path.of("..", "engine", "tiny-models");

    @TempDir private Path folder;

    private Path model;

    @BeforeEach
    void copyModel() throws IOException {
        model = EmbeddedModel.copyTo(folder.resolve("model"));
        Files.writeString(
                folder.resolve("set.tsv"),
                "sentence\tlabel\ngreat\t1\nawful\t0\na gripping film\t1\nawful\t1\n");
    }

    private Run conformance(String figures, Path checkpoint, String... more) throws IOException {
        model = checkpoint;
        return conformance(figures, more);
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
        String left =
                "3 passed, 0 failed, 1 skipped, for want of a data set in --data or of a"
                        + " checkpoint\n";
        assertThat(run.out()).endsWith(left);
        Run missing = conformance(FIGURES.formatted("0.97359"), "--data", model.toString());
        assertThat(missing.exitCode()).isZero();
        assertThat(missing.out()).endsWith(left);
    }

    @Test
    void namedCheckpointsAreTheOnlyOnes() throws IOException {
        String figures =
                """
                {"checkpoints": [
                  {"model": "acme/large", "figures": [
                    {"text": "A gripping film", "label": "NEGATIVE", "source": "s"}]},
                  {"model": "acme/small", "figures": [
                    {"text": "A gripping film", "label": "POSITIVE", "source": "s"}]}]}
                """;
        Run run = conformance(figures, "acme/small", "--model-folder=acme/large=" + model);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("acme/small").endsWith("1 passed, 0 failed\n");
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
        List<String> args = new ArrayList<>(List.of("conformance"));
        for (Checkpoint checkpoint : Figures.published()) {
            args.add("--model-folder=" + checkpoint.model() + "=" + stranger(checkpoint));
        }
        Run run = Run.distil(args.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith(PUBLISHED)
                .containsPattern("FAIL  logit NEGATIVE +-1\\.5606991 ")
                .containsPattern("PASS  label +NEGATIVE ")
                .containsPattern("FAIL  hidden 1,1 +0\\.1483 ")
                .containsPattern("FAIL  token 1 +role ")
                .containsPattern("FAIL  answer +Paris ")
                .containsPattern("json\n  SKIP  exact match +79\\.5998 +0\\.3\n  SKIP  F1 +87\\.1 ")
                .containsPattern("json\n  SKIP  exact match +79\\.1 +0\\.3\n  SKIP  F1 +86\\.9 ")
                .containsPattern("conll2003/valid\\.txt\n  SKIP  F1 +0\\.9217 ")
                .containsPattern("FAIL  entity 3 +LOC Brooklyn 49-57 ")
                .containsPattern("FAIL  cosine to \"He drove to the stadium.\" +0\\.1046 ")
                .containsPattern("FAIL  logit approval +1\\.282 +none");
    }

    /** A model that has the tasks of the checkpoint, and other answers. */
    private Path stranger(Checkpoint checkpoint) {
        return switch (checkpoint.figures().getLast()) {
            case Figure.Filled _ -> TINY.resolve("fill-mask");
            case Figure.OfAnswerer _ -> TINY.resolve("answer");
            case Figure.OfTagger _ -> TINY.resolve("tag");
            case Figure.Similarity _ -> TINY.resolve("embed");
            default -> model;
        };
    }

    @Test
    void masksAreFilledAgain() throws IOException {
        FilledMask best;
        try (var filler = Distil4J.fillMask(TINY.resolve("fill-mask"))) {
            best = filler.fill("a [MASK] day").getFirst().candidates().getFirst();
        }
        String figures =
                """
                {"checkpoints": [{"model": "acme/small", "figures": [
                  {"text": "a [MASK] day", "tolerance": 1e-6, "source": "s",
                   "fill": [{"token": "%s", "score": %s}, {"token": "nobody"}]}]}]}
                """
                        .formatted(best.token_str(), best.score());
        Run run = conformance(figures, TINY.resolve("fill-mask"));
        assertThat(run.out())
                .containsPattern("PASS  token 1 +" + best.token_str())
                .containsPattern("PASS  score " + best.token_str())
                .containsPattern("FAIL  token 2 +nobody")
                .endsWith("2 passed, 1 failed\n");
    }

    private static final String ANSWERED =
            """
            {"checkpoints": [{"model": "acme/small", "figures": [
              {"question": "where?", "context": "%s", "answer": "%s", "start": %d, "end": %d,
               "score": %s, "tolerance": 1e-6, "source": "s"},
              {"data": "squad.json", "squad_exact_match": %s, "squad_f1": %s, "tolerance": 1e-6,
               "source": "s"}]}]}
            """;

    @Test
    void questionsAreAnsweredAgainAndOffsetsCountCodePoints() throws IOException {
        String context = "😀😀 by the sea, near the red house of my friend";
        Answer answer;
        try (var answerer = Distil4J.questionAnswering(TINY.resolve("answer"))) {
            answer = answerer.answer("where?", context);
        }
        int start = context.codePointCount(0, answer.start());
        assertThat(start).isLessThan(answer.start());
        Files.writeString(
                folder.resolve("squad.json"),
                ("{\"data\": [{\"paragraphs\": [{\"context\": \"%s\", \"qas\": [{\"id\": \"1\","
                                + " \"question\": \"where?\", \"answers\": [{\"text\":"
                                + " \"nowhere\", \"answer_start\": 0}]}]}]}]}")
                        .formatted(context));
        String figures =
                ANSWERED.formatted(
                        context,
                        answer.answer(),
                        start,
                        context.codePointCount(0, answer.end()),
                        answer.score(),
                        "0",
                        "0");
        Run run = conformance(figures, TINY.resolve("answer"), "--data", folder.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("squad.json").endsWith("6 passed, 0 failed\n");
        Run wrong =
                conformance(
                        ANSWERED.formatted(context, "no", answer.start(), 1, 0.5, 40, 50),
                        TINY.resolve("answer"),
                        "--data",
                        folder.toString());
        assertThat(wrong.out())
                .containsPattern("FAIL  exact match +40 +0 ")
                .endsWith("0 passed, 6 failed\n");
    }

    @Test
    void textsAreComparedAgain() throws IOException {
        double cosine;
        try (var embedder = Distil4J.sentenceEmbedding(TINY.resolve("embed"))) {
            cosine =
                    SentenceEmbedder.cosineSimilarity(
                            embedder.embed("the sea"), embedder.embed("a river"));
        }
        String figures =
                """
                {"checkpoints": [{"model": "acme/small", "figures": [
                  {"text": "the sea", "other": "a river", "cosine": %s, "tolerance": 1e-6,
                   "source": "s"}]}]}
                """;
        Run run = conformance(figures.formatted(cosine), TINY.resolve("embed"));
        assertThat(run.out()).containsPattern("PASS  cosine to \"a river\" ");
        Run other = conformance(figures.formatted(cosine + 0.01), TINY.resolve("embed"));
        assertThat(other.out()).containsPattern("FAIL  cosine to \"a river\" ");
    }

    @Test
    void entitiesAreFoundAgain() throws IOException {
        String text = "my friend lives in paris by the red sea";
        List<EntityGroup> found;
        try (var tagger = Distil4J.tokenClassification(TINY.resolve("tag"))) {
            found = tagger.entities(text);
        }
        assertThat(found).isNotEmpty();
        String entities =
                found.stream()
                        .map(
                                e ->
                                        ("{\"entity_group\": \"%s\", \"word\": \"%s\","
                                                        + " \"start\": %d, \"end\": %d,"
                                                        + " \"score\": %s}")
                                                .formatted(
                                                        e.entity_group(),
                                                        e.word(),
                                                        e.start(),
                                                        e.end(),
                                                        e.score()))
                        .collect(Collectors.joining(", "));
        String figures =
                """
                {"checkpoints": [{"model": "acme/small", "figures": [
                  {"text": "%s", "aggregation": "simple", "entities": [%s], "tolerance": 1e-6,
                   "source": "s"}]}]}
                """;
        Run run = conformance(figures.formatted(text, entities), TINY.resolve("tag"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith(2 * found.size() + 1 + " passed, 0 failed\n");
        Run fewer = conformance(figures.formatted(text, ""), TINY.resolve("tag"));
        assertThat(fewer.out()).containsPattern("FAIL  entities +0 +" + found.size());
    }

    @Test
    void entitiesOfADataSetAreCountedAgain() throws IOException {
        List<String> words = List.of("my", "friend", "lives", "in", "paris");
        List<String> labels;
        try (var tagger = Distil4J.tokenClassification(TINY.resolve("tag"))) {
            labels = tagger.labels(List.of(words)).getFirst();
        }
        assertThat(labels).anyMatch(label -> !label.equals("O"));
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            set.append(words.get(i)).append(' ').append(labels.get(i)).append('\n');
        }
        Files.writeString(folder.resolve("set.txt"), set);
        String figures =
                """
                {"checkpoints": [{"model": "acme/small", "figures": [
                  {"data": "set.txt", "conll_f1": %s, "tolerance": 1e-6, "source": "s"}]}]}
                """;
        Path tagger = TINY.resolve("tag");
        Run run = conformance(figures.formatted("1"), tagger, "--data", folder.toString());
        assertThat(run.out())
                .containsPattern("set\\.txt\n  PASS  F1 +1 +1 ")
                .endsWith("1 passed, 0 failed\n");
        Run wrong = conformance(figures.formatted("0.5"), tagger, "--data", folder.toString());
        assertThat(wrong.out()).containsPattern("FAIL  F1 +0\\.5 +1 ");
        assertThat(conformance(figures.formatted("1"), tagger).out())
                .contains("0 passed, 0 failed, 1 skipped");
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
        Run name = conformance(FIGURES.formatted("0"), "acme/large");
        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("NAME is 'acme/large'").hasLineCount(1);
    }
}
