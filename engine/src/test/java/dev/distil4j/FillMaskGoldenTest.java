package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.LogRecords;
import dev.distil4j.testing.ModelCopy;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.TestData;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** The tokens, texts and scores of transformers' fill-mask pipeline, for both architectures. */
class FillMaskGoldenTest {

    private static final JsonNode GOLDEN = Golden.read("fill-mask.json");

    /**
     * Between scores, relative to them: what the least bound of logits, 2e-5 both ways, makes of
     * their exponentials.
     */
    private static final double SCORE_BOUND = 4e-5;

    /** What models are opened with. */
    Options options() {
        return Options.defaults();
    }

    static IntStream groups() {
        return IntStream.range(0, GOLDEN.get("groups").size()).filter(g -> !isData(g));
    }

    static IntStream dataGroups() {
        return IntStream.range(0, GOLDEN.get("groups").size()).filter(FillMaskGoldenTest::isData);
    }

    private static boolean isData(int group) {
        return vocabulary(group).contains("/");
    }

    private static String vocabulary(int group) {
        return GOLDEN.get("groups").get(group).get("vocabulary").asString();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void ownVocabularyAnswersAsThePipeline(int group, @TempDir Path folder) {
        assertPipeline(group, Golden.folder(vocabulary(group)), folder);
    }

    @Tag("data")
    @ParameterizedTest
    @MethodSource("dataGroups")
    void realVocabularyAnswersAsThePipeline(int group, @TempDir Path folder) {
        assertPipeline(group, TestData.path(vocabulary(group)), folder);
    }

    private void assertPipeline(int group, Path vocabulary, Path folder) {
        JsonNode facts = GOLDEN.get("groups").get(group);
        SeededCheckpoint.of(facts.get("checkpoint")).write(folder, vocabulary);
        new ModelCopy(folder)
                .tokenizer(
                        config ->
                                facts.get("settings")
                                        .properties()
                                        .forEach(s -> config.set(s.getKey(), s.getValue())));
        ModelSource source = ModelSource.folder(folder);
        Options cutting = options().truncation(Truncation.LONGEST_FIRST);
        int cases = 0;
        try (FillMask whole = Distil4J.fillMask(source, options());
                FillMask cut = Distil4J.fillMask(source, cutting)) {
            for (JsonNode golden : GOLDEN.get("cases")) {
                if (golden.get("group").intValue() == group) {
                    boolean truncate = golden.get("parameters").path("truncation").asBoolean(false);
                    assertCase(truncate ? cut : whole, golden);
                    cases++;
                }
            }
        }
        assertThat(cases).isPositive();
    }

    private static void assertCase(FillMask fillMask, JsonNode golden) {
        String name = golden.get("inputs") + " " + golden.get("parameters");
        if (golden.has("error")) {
            assertThatThrownBy(() -> answer(fillMask, golden))
                    .as(name)
                    .isInstanceOf(InputException.class);
            return;
        }
        try (LogRecords log = new LogRecords()) {
            assertAnswer(name, answer(fillMask, golden), golden);
            assertWarnings(name, log.lines(), golden.path("replaced"));
        }
    }

    private static List<List<Mask>> answer(FillMask fillMask, JsonNode golden) {
        JsonNode parameters = golden.get("parameters");
        FillMaskOptions options = FillMaskOptions.defaults();
        if (parameters.has("targets")) {
            options = options.targets(texts(parameters.get("targets")));
        }
        if (parameters.has("top_k")) {
            options = options.topK(parameters.get("top_k").intValue());
        }
        return fillMask.fill(texts(golden.get("inputs")), options);
    }

    private static List<String> texts(JsonNode textOrList) {
        return textOrList.isArray()
                ? textOrList.valueStream().map(JsonNode::asString).toList()
                : List.of(textOrList.asString());
    }

    private static void assertAnswer(String name, List<List<Mask>> masks, JsonNode golden) {
        // The pipeline leaves out the brackets around one text and those around one mask.
        JsonNode outputs = golden.get("outputs");
        List<JsonNode> ofTexts =
                masks.size() == 1 ? List.of(outputs) : outputs.valueStream().toList();
        assertThat(ofTexts).as(name).hasSameSizeAs(masks);
        Iterator<JsonNode> scores = golden.get("scores64").valueStream().iterator();
        for (int i = 0; i < masks.size(); i++) {
            JsonNode ofText = ofTexts.get(i);
            List<JsonNode> ofMasks =
                    ofText.get(0).isArray() ? ofText.valueStream().toList() : List.of(ofText);
            assertThat(ofMasks).as(name).hasSameSizeAs(masks.get(i));
            for (int m = 0; m < ofMasks.size(); m++) {
                assertCandidates(name, masks.get(i).get(m).candidates(), ofMasks.get(m), scores);
            }
        }
        assertThat(scores).as(name).isExhausted();
    }

    private static void assertCandidates(
            String name, List<FilledMask> candidates, JsonNode expected, Iterator<JsonNode> f64) {
        List<FilledMask> wanted = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            JsonNode candidate = expected.get(i);
            double exact = f64.next().doubleValue();
            double f32 = candidate.get("score").doubleValue();
            double actual = i < candidates.size() ? candidates.get(i).score() : Double.NaN;
            assertThat(Math.abs(actual - exact))
                    .as("%s, score %d: %s and not %s", name, i, actual, exact)
                    .isLessThanOrEqualTo(Math.max(SCORE_BOUND * exact, 4 * Math.abs(f32 - exact)));
            wanted.add(
                    new FilledMask(
                            actual,
                            candidate.get("token").intValue(),
                            candidate.get("token_str").asString(),
                            candidate.get("sequence").asString()));
        }
        assertThat(candidates).as(name).isEqualTo(wanted);
    }

    /** A warning for each target that is no token, which names what is taken for it. */
    private static void assertWarnings(String name, List<String> lines, JsonNode replaced) {
        List<JsonNode> pieces = replaced.valueStream().toList();
        assertThat(lines).as(name).hasSameSizeAs(pieces);
        for (int i = 0; i < pieces.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith("WARNING the target \"")
                    .contains(
                            pieces.get(i).isNull()
                                    ? "is left out"
                                    : "\"" + pieces.get(i).asString() + "\", with which it begins");
        }
    }
}
