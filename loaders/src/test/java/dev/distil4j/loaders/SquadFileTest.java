package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.loaders.SquadParagraph.Answer;
import dev.distil4j.loaders.SquadParagraph.Question;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class SquadFileTest {

    static final String VALID =
            """
            {"version": "v2.0", "data": [
              {"title": "A", "paragraphs": [
                {"qas": [
                   {"id": "q1", "question": "Who?", "is_impossible": false,
                    "answers": [{"text": "Ann", "answer_start": 0},
                                {"answer_start": 4, "text": "\\ud83d\\ude00"}]},
                   {"id": "q2", "question": "Why?", "is_impossible": true, "answers": [],
                    "plausible_answers": [{"text": "Ann", "answer_start": 0}]}],
                 "context": "Ann \\ud83d\\ude00"},
                {"context": "Nothing is asked.", "qas": []}]},
              {"paragraphs": []}]}
            """;

    private static List<SquadParagraph> read(String json) {
        List<SquadParagraph> paragraphs = new ArrayList<>();
        var stream = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        SquadFile.read(stream, "dev.json", paragraphs::add);
        return paragraphs;
    }

    @Test
    void paragraphsComeInTheOrderOfTheFileWhateverTheOrderOfTheirFields() {
        var who = new Question("q1", "Who?", List.of(new Answer("Ann", 0), new Answer("😀", 4)));
        var why = new Question("q2", "Why?", List.of());
        assertThat(read(VALID))
                .containsExactly(
                        new SquadParagraph("Ann 😀", List.of(who, why)),
                        new SquadParagraph("Nothing is asked.", List.of()));
    }

    @Test
    void anImpossibleQuestionHasNoRightAnswerWhateverTheFileLists() {
        String listed =
                VALID.replace(
                        "\"answers\": []", "\"answers\": [{\"text\":\"A\",\"answer_start\":0}]");
        assertThat(read(listed).getFirst().qas().get(1).answers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"data\"     | \"date\"  | the document has no 'data'",
                "\"paragraphs\": [\\n | \"p\": [\\n | an article has no 'paragraphs'",
                "\"context\": \"Ann | \"text\": \"Ann | a paragraph has no 'context'",
                "\"id\": \"q1\" | \"uid\": \"q1\" | a question has no 'id'",
                "\"question\": \"Who?\" | \"q\": \"Who?\" | question 'q1' has no 'question'",
                "\"answers\": [] | \"answer\": [] | question 'q2' has no 'answers'",
                "{\"text\": \"Ann\", | {\"t\": \"Ann\", | an answer has no 'text'",
                "\"answer_start\": 4 | \"start\": 4 | the answer '😀' has no 'answer_start'",
                "\"answer_start\": 4 | \"answer_start\": 5 | question 'q1': the answer '😀' at 5"
                        + " ends behind its context of 5 characters",
                "\"answer_start\": 4 | \"answer_start\": -1 | answer_start is -1 but must be a"
                        + " whole number",
                "\"question\": \"Who?\" | \"question\": 7 | question must be a string but is 7 at"
                        + " line 4",
                "\"data\": [ | \"data\": 7, \"x\": [ | data must be an array but is 7 at line 1",
                "\"version\": \"v2.0\" | \"data\": [], \"version\": 2 | the key 'data' stands"
                        + " twice",
                "[]}]} | []}]}} | invalid JSON at line",
                "\"id\": \"q1\", | \"id\": \"\\ud83d\", | half a surrogate pair",
            })
    void aFaultIsOneSentenceWithPlaceAndCure(String text, String spoilt, String sentence) {
        String json = VALID.replace(text.replace("\\n", "\n"), spoilt.replace("\\n", "\n"));
        assertThat(json).isNotEqualTo(VALID);
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> read(json))
                .withMessageStartingWith("dev.json: ")
                .withMessageContaining(sentence)
                .withMessageContaining("; ");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String text : List.of("", "SQuAD", "[]", VALID.substring(0, VALID.length() / 2))) {
            assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> read(text));
        }
    }

    @Test
    @Tag("data")
    void theOfficialFileIsReadWhole() throws IOException {
        Path file = Path.of(System.getenv("DISTIL4J_DATA"), "squad", "dev-half.json");
        List<SquadParagraph> paragraphs = new ArrayList<>();
        SquadFile.read(Files.newInputStream(file), "dev-half.json", paragraphs::add);
        List<Question> questions = paragraphs.stream().flatMap(p -> p.qas().stream()).toList();
        assertThat(questions).hasSize(4961).noneMatch(question -> question.answers().isEmpty());
        for (SquadParagraph paragraph : paragraphs) {
            for (Question question : paragraph.qas()) {
                for (Answer answer : question.answers()) {
                    int start = paragraph.context().offsetByCodePoints(0, answer.answer_start());
                    assertThat(paragraph.context().startsWith(answer.text(), start)).isTrue();
                }
            }
        }
    }
}
