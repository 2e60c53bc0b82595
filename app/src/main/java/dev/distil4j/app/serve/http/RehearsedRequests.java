package dev.distil4j.app.serve.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;

import tools.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The requests of a rehearsal, as bytes: some for each task of each model, of several lengths. */
final class RehearsedRequests {

    /** How many there are of those that cost little, for each that costs more. */
    private static final int CHEAP = 64;

    private static final int SHORT = 4;

    private static final String FEW_WORDS = "A few words";

    private static final String SENTENCES =
            "The room was full long before the play began. Nobody had expected that so many people"
                    + " would come out on a night like this, and still they did.";

    private final String key;
    private final List<byte[]> all = new ArrayList<>();

    private RehearsedRequests(String key) {
        this.key = key;
    }

    /** Those for some models. */
    static List<byte[]> of(List<ServedModel> models, String key) {
        RehearsedRequests requests = new RehearsedRequests(key);
        for (ServedModel model : models) {
            for (ServedTask task : model.tasks()) {
                for (int i = 0; i < SHORT; i++) {
                    requests.addCheap(model);
                    requests.add(model, "", json -> write(json, task, FEW_WORDS, model));
                }
                requests.add(model, "", json -> write(json, task, SENTENCES, model));
            }
        }
        return requests.all;
    }

    /** Those that need no computation: for pieces, and such as are refused, as under too much load. */
    private void addCheap(ServedModel model) {
        for (int i = 0; i < CHEAP; i++) {
            if (i % 4 == 0) {
                add(model, "", RehearsedRequests::writeNoText);
            } else {
                add(model, "/tokenize", json -> write(json, SENTENCES));
            }
        }
    }

    private static void writeNoText(JsonGenerator json) {
        json.writeStartObject();
        json.writeName("inputs");
        json.writeStartArray();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String text) {
        json.writeStartObject();
        json.writeStringProperty("inputs", text);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ServedTask task, String text, ServedModel model) {
        switch (task) {
            case FILL_MASK ->
                    write(json, text + " " + model.tokenizer().specialTokens().mask() + ".");
            case QUESTION_ANSWERING -> {
                json.writeStartObject();
                json.writeName("inputs");
                json.writeStartObject();
                json.writeStringProperty("question", FEW_WORDS);
                json.writeStringProperty("context", text);
                json.writeEndObject();
                json.writeEndObject();
            }
            case ZERO_SHOT_CLASSIFICATION -> {
                json.writeStartObject();
                json.writeStringProperty("inputs", text);
                json.writeName("parameters");
                json.writeStartObject();
                json.writeStringProperty("candidate_labels", "theatre, weather");
                json.writeEndObject();
                json.writeEndObject();
            }
            case TEXT_CLASSIFICATION,
                    TOKEN_CLASSIFICATION,
                    FEATURE_EXTRACTION,
                    SENTENCE_EMBEDDING ->
                    write(json, text);
        }
    }

    private void add(ServedModel model, String path, Consumer<JsonGenerator> value) {
        byte[] body = Json.bytes(value);
        String head =
                """
                POST %s HTTP/1.1
                Host: localhost
                Authorization: Bearer %s
                Content-Type: application/json
                Content-Length: %d

                """
                        .formatted(encoded("/models/" + model.name() + path), key, body.length)
                        .replace("\n", "\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(ISO_8859_1));
        bytes.writeBytes(body);
        all.add(bytes.toByteArray());
    }

    /** A path as it stands in a request, whatever a model is called. */
    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new AssertionError("every path can be encoded", e);
        }
    }
}
