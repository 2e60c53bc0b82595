package dev.distil4j.app.input;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A file with texts, one a line or a single one.
 *
 * @param file where it is
 */
public record TextFile(File file) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Its lines.
     *
     * @throws Failure if it can't be read
     */
    public Inputs lines() {
        return lines(false);
    }

    Inputs lines(boolean pairs) {
        return new LineInputs(new LineReader(open(), file.getPath()), pairs, file.length());
    }

    /**
     * All of it as one text, in UTF-8; a byte order mark is dropped.
     *
     * @throws Failure if it can't be read or is no UTF-8
     */
    public String whole() {
        try (InputStream stream = open()) {
            ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Failure(
                    ExitCode.DATA,
                    "%s: this is no UTF-8; convert the text, for example with iconv -f ISO-8859-1 -t UTF-8"
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw unreadable("'%s' can't be read; look at its permissions and the disk", e);
        }
    }

    /**
     * Its bytes.
     *
     * @throws Failure if it can't be read
     */
    public InputStream open() {
        if (!file.exists()) {
            throw unreadable("there is no file '%s'", null);
        }
        if (file.isDirectory()) {
            throw unreadable("'%s' is a folder; name a file", null);
        }
        try {
            // Not Files.newInputStream: only this one tells how much a named pipe holds.
            return new FileInputStream(file);
        } catch (FileNotFoundException e) {
            throw unreadable("'%s' can't be read; look at its permissions", e);
        }
    }

    private Failure unreadable(String sentence, @Nullable Throwable cause) {
        return new Failure(ExitCode.NO_INPUT, sentence.formatted(file), cause);
    }
}
