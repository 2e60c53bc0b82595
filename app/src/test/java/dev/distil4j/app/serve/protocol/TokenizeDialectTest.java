package dev.distil4j.app.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.app.output.JsonText;
import dev.distil4j.app.serve.Refusal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;

/** Tokens in the shape of text-embeddings-inference. */
final class TokenizeDialectTest {

    /** The row of the documentation that this is about. */
    static final String ROW =
            "`POST /tokenize` | `{\"inputs\": \"a\" or [\"a\", …], \"add_special_tokens\"}`";

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

    @Test
    void aTextHasAListOfItsOwnAndOffsetsCountCodePoints() {
        assertThat(answer("{\"inputs\": \"🌊 Kindly\"}"))
                .isEqualTo(
                        json(
                                """
                                [[{"id": 2, "text": "[CLS]", "special": true, "start": null, "stop": null, "piece": "[CLS]"},
                                  {"id": 1, "text": "🌊", "special": false, "start": 0, "stop": 1, "piece": "[UNK]"},
                                  {"id": 57, "text": "K", "special": false, "start": 2, "stop": 3, "piece": "k"},
                                  {"id": 215, "text": "i", "special": false, "start": 3, "stop": 4, "piece": "##i"},
                                  {"id": 220, "text": "n", "special": false, "start": 4, "stop": 5, "piece": "##n"},
                                  {"id": 210, "text": "d", "special": false, "start": 5, "stop": 6, "piece": "##d"},
                                  {"id": 243, "text": "ly", "special": false, "start": 6, "stop": 8, "piece": "##ly"},
                                  {"id": 3, "text": "[SEP]", "special": true, "start": null, "stop": null, "piece": "[SEP]"}]]
                                """));
    }

    @Test
    void withoutAFrame() {
        assertThat(answer("{\"inputs\": [\"the\", \"\"], \"add_special_tokens\": false}"))
                .isEqualTo(
                        json(
                                """
                                [[{"id": 160, "text": "the", "special": false, "start": 0, "stop": 3, "piece": "the"}], []]
                                """));
    }

    @Test
    void noTextIsTooLong() {
        String text = "the ".repeat(5000);
        assertThat(answer("{\"inputs\": \"" + text + "\"}").get(0)).hasSize(5002);
    }

    @Test
    void whatIsNoBodyIsRefused() {
        assertThatThrownBy(() -> TokenizeDialect.read(json("{\"inputs\": {}}")))
                .isInstanceOf(Refusal.class)
                .hasMessage("inputs is an object; give a string");
        assertThatThrownBy(
                        () ->
                                TokenizeDialect.read(
                                        json("{\"inputs\": \"a\", \"prompt_name\": \"q\"}")))
                .isInstanceOf(Refusal.class)
                .hasMessage(
                        "the body knows no 'prompt_name'; it may have inputs, add_special_tokens");
    }

    private static JsonNode answer(String body) {
        TokenizeDialect dialect = TokenizeDialect.read(json(body));
        return json(new JsonText().of(out -> dialect.write(out, models.get("classify"))));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
