package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads labelled words in the form of the CoNLL tasks, sentence by sentence, so that a file of any
 * size takes no more memory than its longest sentence.
 *
 * <p>The form: a word a line with its columns, which spaces or tabs part; the first is the word, and
 * one of the others its label. An empty line ends a sentence, and so does one that begins with {@code
 * -DOCSTART-}. UTF-8. Source: Tjong Kim Sang and De Meulder, "Introduction to the CoNLL-2003 Shared
 * Task", 2003.
 */
public final class ConllFile {

    private static final String NEW_DOCUMENT = "-DOCSTART-";

    /** More words are no sentence; it bounds the memory that a wrong file can take. */
    private static final int MAX_WORDS = 100_000;

    private final String origin;
    private final int labelColumn;
    private final Consumer<ConllSentence> sentences;
    private final List<String> words = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private long number;

    private ConllFile(String origin, int labelColumn, Consumer<ConllSentence> sentences) {
        this.origin = origin;
        this.labelColumn = labelColumn;
        this.sentences = sentences;
    }

    /**
     * Hands every sentence to {@code sentences}, as soon as it is read.
     *
     * @param stream the file, closed in the end
     * @param origin what messages call the file
     * @param labelColumn which column has the labels, 2 or more: the word's is 1
     * @throws DatasetException if it can't be read, is no UTF-8 or a word has no such column; the
     *     sentences before the fault have been handed on
     * @throws IllegalArgumentException if {@code labelColumn} is less than 2
     */
    public static void read(
            InputStream stream, String origin, int labelColumn, Consumer<ConllSentence> sentences) {
        if (labelColumn < 2) {
            throw new IllegalArgumentException(
                    "the labels can't stand in column %d; give 2 or more".formatted(labelColumn));
        }
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var file = new ConllFile(origin, labelColumn, sentences);
        try (var lines = new BufferedReader(new InputStreamReader(stream, decoder))) {
            file.read(lines);
        } catch (CharacterCodingException e) {
            throw file.fault("no UTF-8 behind this line; convert the file to UTF-8", e);
        } catch (IOException e) {
            throw file.fault("can't be read on; check its permissions and the disk", e);
        }
    }

    private void read(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith(NEW_DOCUMENT)) {
                endSentence();
            } else {
                add(line.strip().split("[ \t]+"));
            }
        }
        number++;
        endSentence();
    }

    private void add(String[] columns) {
        if (columns.length < labelColumn) {
            throw fault(
                    "there is no column %d, where the labels should stand, but only %d; name the right column, or give a word and its label a line"
                            .formatted(labelColumn, columns.length),
                    null);
        }
        if (words.size() == MAX_WORDS) {
            throw fault(
                    "more than %,d words without an empty line; part the sentences by empty lines"
                            .formatted(MAX_WORDS),
                    null);
        }
        words.add(columns[0]);
        labels.add(columns[labelColumn - 1]);
    }

    private void endSentence() {
        if (!words.isEmpty()) {
            sentences.accept(new ConllSentence(words, labels, number - words.size()));
            words.clear();
            labels.clear();
        }
    }

    private DatasetException fault(String sentence, @Nullable Throwable cause) {
        return new DatasetException("%s, line %d: %s".formatted(origin, number, sentence), cause);
    }
}
