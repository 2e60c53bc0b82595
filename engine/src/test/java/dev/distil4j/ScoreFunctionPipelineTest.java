package dev.distil4j;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.ModelCopy;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** Which function makes scores of logits in transformers' text-classification pipeline. */
class ScoreFunctionPipelineTest {

    static List<JsonNode> cases() {
        return Golden.read("small-odd/pipeline.json").get("cases").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyProblemTypeFunctionAndTopKEqualsThePipeline(JsonNode pipeline, @TempDir Path folder) {
        ModelCopy model = ModelCopy.ofGolden(pipeline.get("model").asString(), folder.resolve("m"));
        model.config(config -> config.set("problem_type", pipeline.get("problem_type")));
        try (TextClassifier classifier = Distil4J.textClassification(model.folder())) {
            JsonNode parameters = pipeline.get("parameters");
            boolean raw =
                    parameters
                            .path("function_to_apply")
                            .asString(isRegression(pipeline) ? "none" : "")
                            .equals("none");
            PipelineTest.assertEqualsPipeline(
                    classifier,
                    parameters,
                    pipeline.get("results"),
                    raw ? PipelineTest.LOGIT_BOUND : PipelineTest.SCORE_BOUND);
        }
    }

    private static boolean isRegression(JsonNode pipeline) {
        return pipeline.get("problem_type").asString("").equals("regression");
    }
}
