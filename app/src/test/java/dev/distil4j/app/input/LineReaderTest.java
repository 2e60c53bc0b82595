package dev.distil4j.app.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.console.Failure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

class LineReaderTest {

    private static LineReader reader(byte[] bytes) {
        return new LineReader(new ByteArrayInputStream(bytes), "texts");
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        try (LineReader reader = reader(text.getBytes(UTF_8))) {
            for (String line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void linesEndInLfOrCrLf() {
        assertThat(lines("a\nb\r\n\nc")).containsExactly("a", "b", "", "c");
        assertThat(lines("a\rb\n\r\n")).containsExactly("a\rb", "");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void onlyTheFirstByteOrderMarkIsDropped() {
        assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
        assertThat(lines("\uFEFF")).containsExactly("");
    }

    @Test
    void aReplacementCharacterInTheTextIsText() {
        assertThat(lines("a\uFFFDb\n")).containsExactly("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_534, 65_535, 65_536, 65_537, 200_000})
    void linesMayBeLongerThanTheBuffer(int length) {
        String text = "ä" + "x".repeat(length - 2);
        assertThat(lines(text + "\nlast")).containsExactly(text, "last");
    }

    @Test
    void invalidBytesAreNamedWithTheirPlace() {
        byte[] bytes = {'o', 'k', '\n', 'a', (byte) 0xC3, '\n'};
        try (LineReader reader = reader(bytes)) {
            assertThat(reader.next()).isEqualTo("ok");
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(reader::next)
                    .withMessageStartingWith("texts, line 2: byte 2 (0xC3) is no UTF-8");
        }
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) {
                        return length;
                    }
                };
        try (LineReader reader = new LineReader(endless, "texts")) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(reader::next)
                    .withMessage(
                            "texts, line 1: more than 256 MB without a line end; give one text a"
                                    + " line");
        }
    }

    @Test
    void whatCannotBeReadIsNamed() {
        InputStream broken =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        throw new IOException("Input/output error");
                    }
                };
        try (LineReader reader = new LineReader(broken, "texts")) {
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(reader::next)
                    .withMessage("texts can't be read: Input/output error");
        }
    }
}
