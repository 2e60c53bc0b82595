package dev.distil4j.app.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.task.ServedTask;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

class InfoJsonTest {

    private final JsonMapper mapper = new JsonMapper();

    @Test
    void tellsTheDefaultModelTheLimitsAndThenEveryModel() throws IOException {
        List<ModelFacts> models =
                List.of(
                        Facts.classifier("sst2"),
                        Facts.embedder("org/embedder"),
                        Facts.of(
                                "tagger",
                                ServedTask.TOKEN_CLASSIFICATION,
                                "DistilBertForTokenClassification"),
                        Facts.of("filler", ServedTask.FILL_MASK, "DistilBertForMaskedLM"),
                        Facts.of(
                                "answerer",
                                ServedTask.QUESTION_ANSWERING,
                                "DistilBertForQuestionAnswering"));
        String json = InfoJson.of(models, QueueLimits.defaults(), 2_000_000, "1.2");
        try (InputStream golden = InfoJsonTest.class.getResourceAsStream("info.json")) {
            assertThat(mapper.readTree(json).toPrettyString())
                    .isEqualTo(mapper.readTree(golden).toPrettyString());
        }
    }
}
