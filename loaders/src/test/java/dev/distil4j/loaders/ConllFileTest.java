package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ConllFileTest {

    private static List<ConllSentence> read(byte[] bytes, int labelColumn) {
        List<ConllSentence> sentences = new ArrayList<>();
        ConllFile.read(new ByteArrayInputStream(bytes), "train.txt", labelColumn, sentences::add);
        return sentences;
    }

    private static List<ConllSentence> read(String text, int labelColumn) {
        return read(text.getBytes(StandardCharsets.UTF_8), labelColumn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void sentencesAreWordsWithTheirLabels(String lineEnd) {
        String text =
                """
                -DOCSTART- -X- O O

                Zoë NNP I-NP B-PER
                😀\tUH\tO\tO
                 \t

                Gdańsk NNP I-NP B-LOC
                -DOCSTART- -X- O O
                # $ O O\
                """
                        .replace("\n", lineEnd);
        assertThat(read(text, 4))
                .containsExactly(
                        new ConllSentence(List.of("Zoë", "😀"), List.of("B-PER", "O"), 3),
                        new ConllSentence(List.of("Gdańsk"), List.of("B-LOC"), 7),
                        new ConllSentence(List.of("#"), List.of("O"), 9));
        assertThat(read(text, 2).getFirst().labels()).containsExactly("NNP", "UH");
    }

    @Test
    void aFileWithoutWordsHasNoSentences() {
        assertThat(read("", 2)).isEmpty();
        assertThat(read("\n\n", 2)).isEmpty();
    }

    @Test
    void aWordWithoutItsLabelIsAnErrorThatSaysWhere() {
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> read("a O\nb O\n\nc\n", 2))
                .withMessage(
                        "train.txt, line 4: there is no column 2, where the labels should stand,"
                            + " but only 1; name the right column, or give a word and its label a"
                            + " line");
    }

    @Test
    void otherEncodingsAreRefused() {
        byte[] latin = "a O\nZo\u00eb O\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> read(latin, 2))
                .withMessageStartingWith("train.txt, line ")
                .withMessageContaining("no UTF-8");
    }

    @Test
    void aFileWithoutEmptyLinesEndsBeforeTheMemoryDoes() {
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> read("a O\n".repeat(100_001), 2))
                .withMessageStartingWith("train.txt, line 100001: more than 100,000 words");
    }

    @Test
    void aFileThatCannotBeReadIsAnError() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("gone");
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        throw new IOException("gone");
                    }
                };
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> ConllFile.read(broken, "x", 2, sentence -> {}))
                .withMessageContaining("can't be read");
    }

    @Test
    void theWordsColumnHasNoLabels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("a O", 1))
                .withMessage("the labels can't stand in column 1; give 2 or more");
    }

    @Test
    @Tag("data")
    void theSharedTasksFileIsReadWhole() throws IOException {
        Path file = Path.of(System.getenv("DISTIL4J_DATA"), "conll2003", "valid.txt");
        List<ConllSentence> sentences = new ArrayList<>();
        ConllFile.read(Files.newInputStream(file), "valid.txt", 2, sentences::add);
        assertThat(sentences).hasSize(3250);
        assertThat(sentences.stream().mapToInt(sentence -> sentence.words().size()).sum())
                .isEqualTo(51_362);
        assertThat(sentences.stream().flatMap(sentence -> sentence.labels().stream()).distinct())
                .containsExactlyInAnyOrder(
                        "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC",
                        "I-MISC");
    }
}
