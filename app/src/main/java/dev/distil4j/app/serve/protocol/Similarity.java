package dev.distil4j.app.serve.protocol;

import dev.distil4j.SentenceEmbedder;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.Embed;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;

/**
 * How alike sentences are to another one: {@code {"inputs": {"source_sentence", "sentences"}}} is
 * answered with the cosine of each.
 */
final class Similarity {

    private Similarity() {}

    /**
     * Reads the fields of a body, whose others are refused.
     *
     * @throws Refusal if there is no sentence to compare with, or the model embeds none
     */
    static Exchange<TextInput, float[]> read(Value inputs, Fields body, ServedModel model) {
        model.require(ServedTask.SENTENCE_EMBEDDING);
        Fields fields = inputs.fields();
        List<TextInput> texts = new ArrayList<>();
        texts.add(TextInput.of(fields.needed("source_sentence").text()));
        Value sentences = fields.needed("sentences");
        sentences.texts().forEach(text -> texts.add(TextInput.of(text)));
        fields.end();
        if (texts.size() == 1) {
            throw new Refusal(
                    ErrorType.EMPTY, sentences.place() + " has no sentence; give one or more");
        }
        Fields parameters = body.fields("parameters");
        boolean truncate = Truncate.orTruncation(parameters);
        parameters.end();
        body.end();
        return new Exchange<>(
                new TaskRequest<>(new Embed(model.embedding()), texts, truncate),
                Similarity::write);
    }

    private static void write(
            JsonGenerator json,
            TaskRequest<TextInput, float[]> request,
            TaskResponse<float[]> response) {
        List<float[]> vectors = response.results();
        json.writeStartArray();
        for (float[] vector : vectors.subList(1, vectors.size())) {
            json.writeNumber(SentenceEmbedder.cosineSimilarity(vectors.getFirst(), vector));
        }
        json.writeEndArray();
    }
}
