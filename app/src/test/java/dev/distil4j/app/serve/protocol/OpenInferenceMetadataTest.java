package dev.distil4j.app.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.output.JsonText;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a model says of its tensors. */
final class OpenInferenceMetadataTest {

    @TempDir static Path folder;

    private static TinyModels models;

    @BeforeAll
    static void open() throws IOException {
        models = TinyModels.open(folder);
    }

    @AfterAll
    static void close() {
        models.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    classify  | text BYTES[-1] | label BYTES[-1,-1], score FP32[-1,-1]
                    zero-shot | text BYTES[-1] | label BYTES[-1,-1], score FP32[-1,-1]
                    fill-mask | text BYTES[-1] | input_index INT64[-1], token INT64[-1,-1], token_str BYTES[-1,-1], sequence BYTES[-1,-1], score FP32[-1,-1]
                    answer    | question BYTES[-1], context BYTES[-1] | input_index INT64[-1], answer BYTES[-1], start INT64[-1], end INT64[-1], score FP32[-1]
                    tag       | text BYTES[-1] | input_index INT64[-1], entity_group BYTES[-1], word BYTES[-1], start INT64[-1], end INT64[-1], score FP32[-1]
                    embed     | text BYTES[-1] | embedding FP32[-1,-1]
                    """)
    void ofEachTask(String model, String inputs, String outputs) {
        String text =
                new JsonText().of(json -> OpenInferenceMetadata.write(json, models.get(model)));
        JsonNode metadata = JsonMapper.shared().readTree(text);
        assertThat(metadata.propertyNames())
                .containsExactly("name", "platform", "inputs", "outputs");
        assertThat(metadata.get("name").stringValue()).isEqualTo(model);
        assertThat(metadata.get("platform").stringValue()).isEqualTo("distil4j");
        assertThat(tensors(metadata.get("inputs"))).isEqualTo(inputs);
        assertThat(tensors(metadata.get("outputs"))).isEqualTo(outputs);
    }

    private static String tensors(JsonNode tensors) {
        return tensors.valueStream()
                .map(
                        tensor ->
                                "%s %s%s"
                                        .formatted(
                                                tensor.get("name").stringValue(),
                                                tensor.get("datatype").stringValue(),
                                                tensor.get("shape")))
                .collect(Collectors.joining(", "));
    }
}
