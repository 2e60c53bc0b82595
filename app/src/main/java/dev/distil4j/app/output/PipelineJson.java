package dev.distil4j.app.output;

import dev.distil4j.Answer;
import dev.distil4j.Entity;
import dev.distil4j.EntityGroup;
import dev.distil4j.FilledMask;
import dev.distil4j.Mask;
import dev.distil4j.Score;
import dev.distil4j.TokenEntity;
import dev.distil4j.ZeroShotClassification;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/**
 * Results in the JSON that transformers' pipelines return, for commands and server alike. Places count
 * code points, as Python's strings do; a number has as many digits as read back to the same value.
 */
public final class PipelineJson {

    private PipelineJson() {}

    /** Text classification: {@code {label, score}}. */
    public static void write(JsonGenerator json, Score score) {
        json.writeStartObject();
        writeFields(json, score);
        json.writeEndObject();
    }

    /** The fields of a score, in an object that has more of them. */
    public static void writeFields(JsonGenerator json, Score score) {
        json.writeStringProperty("label", score.label());
        json.writeNumberProperty("score", score.score());
    }

    /** Text classification with several labels: {@code [{label, score}]}. */
    public static void writeScores(JsonGenerator json, List<Score> scores) {
        json.writeStartArray();
        scores.forEach(score -> write(json, score));
        json.writeEndArray();
    }

    /** Zero-shot classification: {@code {sequence, labels: […], scores: […]}}. */
    public static void write(JsonGenerator json, ZeroShotClassification result) {
        json.writeStartObject();
        json.writeStringProperty("sequence", result.sequence());
        json.writeName("labels");
        json.writeStartArray();
        result.labels().forEach(json::writeString);
        json.writeEndArray();
        json.writeName("scores");
        json.writeStartArray();
        result.scores().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * Fill-mask: {@code [{score, token, token_str, sequence}]}, and of several masks a list of such
     * lists.
     */
    public static void writeMasks(JsonGenerator json, List<Mask> masks) {
        boolean several = masks.size() > 1;
        if (several) {
            json.writeStartArray();
        }
        masks.forEach(mask -> writeCandidates(json, mask));
        if (several) {
            json.writeEndArray();
        }
    }

    private static void writeCandidates(JsonGenerator json, Mask mask) {
        json.writeStartArray();
        for (FilledMask candidate : mask.candidates()) {
            json.writeStartObject();
            json.writeNumberProperty("score", candidate.score());
            json.writeNumberProperty("token", candidate.token());
            json.writeStringProperty("token_str", candidate.token_str());
            json.writeStringProperty("sequence", candidate.sequence());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Question answering: {@code {score, start, end, answer}}.
     *
     * @param context counts in the text that the answer was found in
     */
    public static void write(JsonGenerator json, CodePointOffsets context, Answer answer) {
        json.writeStartObject();
        writeFields(json, context, answer);
        json.writeEndObject();
    }

    /** Question answering with several answers: {@code [{score, start, end, answer}]}. */
    public static void writeAnswers(
            JsonGenerator json, CodePointOffsets context, List<Answer> answers) {
        json.writeStartArray();
        answers.forEach(answer -> write(json, context, answer));
        json.writeEndArray();
    }

    /** The fields of an answer, in an object that has more of them. */
    public static void writeFields(JsonGenerator json, CodePointOffsets context, Answer answer) {
        json.writeNumberProperty("score", answer.score());
        json.writeNumberProperty("start", context.of(answer.start()));
        json.writeNumberProperty("end", context.of(answer.end()));
        json.writeStringProperty("answer", answer.answer());
    }

    /**
     * Token classification: {@code [{entity_group, score, word, start, end}]}, of tokens {@code
     * [{entity, score, index, word, start, end}]}.
     *
     * @param text that they were found in
     */
    public static void writeEntities(
            JsonGenerator json, String text, List<? extends Entity> entities) {
        var offsets = new CodePointOffsets(text);
        json.writeStartArray();
        for (Entity entity : entities) {
            json.writeStartObject();
            switch (entity) {
                case TokenEntity token -> {
                    json.writeStringProperty("entity", token.entity());
                    json.writeNumberProperty("score", token.score());
                    json.writeNumberProperty("index", token.index());
                }
                case EntityGroup group -> {
                    json.writeStringProperty("entity_group", group.entity_group());
                    json.writeNumberProperty("score", group.score());
                }
            }
            json.writeStringProperty("word", entity.word());
            json.writeNumberProperty("start", offsets.of(entity.start()));
            json.writeNumberProperty("end", offsets.of(entity.end()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A vector: {@code [number]}. */
    public static void write(JsonGenerator json, float[] vector) {
        json.writeStartArray();
        for (float value : vector) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    /** Feature extraction, a vector for each token: {@code [[number]]}. */
    public static void write(JsonGenerator json, float[][] states) {
        json.writeStartArray();
        for (float[] state : states) {
            write(json, state);
        }
        json.writeEndArray();
    }
}
