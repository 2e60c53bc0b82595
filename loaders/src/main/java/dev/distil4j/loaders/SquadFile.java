package dev.distil4j.loaders;

import dev.distil4j.loaders.JsonReader.Fault;
import dev.distil4j.loaders.SquadParagraph.Answer;
import dev.distil4j.loaders.SquadParagraph.Question;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads data sets in the JSON of SQuAD, version 1.1 or 2.0, paragraph by paragraph, so that a file of
 * any size takes no more memory than its longest paragraph.
 *
 * <p>The form: {@code {"data": [{"paragraphs": [{"context", "qas": [{"id", "question", "answers":
 * [{"text", "answer_start"}], "is_impossible"}]}]}]}}; other fields are read over. Source: Rajpurkar
 * et al., "Know What You Don't Know: Unanswerable Questions for SQuAD", 2018.
 */
public final class SquadFile {

    private final JsonReader json;
    private final String origin;
    private final Consumer<SquadParagraph> paragraphs;
    private boolean hasData;

    private SquadFile(JsonReader json, String origin, Consumer<SquadParagraph> paragraphs) {
        this.json = json;
        this.origin = origin;
        this.paragraphs = paragraphs;
    }

    /**
     * Hands every paragraph to {@code paragraphs}, as soon as it is read.
     *
     * @param stream the file, closed in the end
     * @param origin what messages call the file
     * @throws DatasetException if it can't be read or is no such data set; those before the fault have
     *     been handed on
     */
    public static void read(
            InputStream stream, String origin, Consumer<SquadParagraph> paragraphs) {
        JsonReader.Complaint complaint =
                (fault, place, cause) ->
                        new DatasetException(
                                "%s: %s; %s".formatted(origin, place, cure(fault)), cause);
        try (var json = new JsonReader(stream, complaint)) {
            new SquadFile(json, origin, paragraphs).read();
        }
    }

    private static String cure(Fault fault) {
        return switch (fault) {
            case UNREADABLE -> "check its permissions and the disk";
            case NOT_UTF8, SYNTAX -> "mend it or download it again";
            default -> "give a file in the form of SQuAD 1.1 or 2.0";
        };
    }

    private void read() {
        json.document(
                name -> {
                    if (name.equals("data")) {
                        hasData = true;
                        json.array("data", this::article);
                    } else {
                        json.skip();
                    }
                });
        if (!hasData) {
            throw missing("data", "the document");
        }
    }

    private void article() {
        boolean[] found = new boolean[1];
        json.object(
                "an article",
                name -> {
                    if (name.equals("paragraphs")) {
                        found[0] = true;
                        json.array("paragraphs", this::paragraph);
                    } else {
                        json.skip();
                    }
                });
        if (!found[0]) {
            throw missing("paragraphs", "an article");
        }
    }

    private void paragraph() {
        var paragraph = new ParagraphDraft();
        json.object(
                "a paragraph",
                name -> {
                    switch (name) {
                        case "context" -> paragraph.context = json.string("context");
                        case "qas" -> json.array("qas", () -> paragraph.qas.add(question()));
                        default -> json.skip();
                    }
                });
        String context = require(paragraph.context, "context", "a paragraph");
        paragraph.qas.forEach(question -> requireInside(question, context));
        paragraphs.accept(new SquadParagraph(context, paragraph.qas));
    }

    private Question question() {
        var question = new QuestionDraft();
        json.object(
                "a question",
                name -> {
                    switch (name) {
                        case "id" -> question.id = json.string("id");
                        case "question" -> question.text = json.string("question");
                        case "answers" -> question.answers = answers();
                        case "is_impossible" ->
                                question.impossible = Boolean.TRUE.equals(json.value());
                        default -> json.skip();
                    }
                });
        String id = require(question.id, "id", "a question");
        String where = "question " + Quoted.quote(id);
        String text = require(question.text, "question", where);
        List<Answer> answers = require(question.answers, "answers", where);
        // Some files give an impossible question plausible answers under the name of right ones.
        return new Question(id, text, question.impossible ? List.of() : answers);
    }

    private List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        json.array("answers", () -> answers.add(answer()));
        return answers;
    }

    private Answer answer() {
        var answer = new AnswerDraft();
        json.object(
                "an answer",
                name -> {
                    switch (name) {
                        case "text" -> answer.text = json.string("text");
                        case "answer_start" -> answer.start = json.unsigned("answer_start");
                        default -> json.skip();
                    }
                });
        String text = require(answer.text, "text", "an answer");
        long start = require(answer.start, "answer_start", "the answer " + Quoted.quote(text));
        return new Answer(text, (int) Math.min(start, Integer.MAX_VALUE));
    }

    private void requireInside(Question question, String context) {
        int length = context.codePointCount(0, context.length());
        for (Answer answer : question.answers()) {
            int end = answer.text().codePointCount(0, answer.text().length());
            if ((long) answer.answer_start() + end > length) {
                throw new DatasetException(
                        "%s: question %s: the answer %s at %d ends behind its context of %d characters; mend the file or download it again"
                                .formatted(
                                        origin,
                                        Quoted.quote(question.id()),
                                        Quoted.quote(answer.text()),
                                        answer.answer_start(),
                                        length),
                        null);
            }
        }
    }

    private <T> T require(@Nullable T value, String field, String where) {
        if (value == null) {
            throw missing(field, where);
        }
        return value;
    }

    private DatasetException missing(String field, String where) {
        return new DatasetException(
                "%s: %s has no '%s'; give a file in the form of SQuAD 1.1 or 2.0"
                        .formatted(origin, where, field),
                null);
    }

    // What has been read of an object, whose fields may come in any order.

    private static final class ParagraphDraft {
        private @Nullable String context;
        private final List<Question> qas = new ArrayList<>();
    }

    private static final class QuestionDraft {
        private @Nullable String id;
        private @Nullable String text;
        private @Nullable List<Answer> answers;
        private boolean impossible;
    }

    private static final class AnswerDraft {
        private @Nullable String text;
        private @Nullable Long start;
    }
}
