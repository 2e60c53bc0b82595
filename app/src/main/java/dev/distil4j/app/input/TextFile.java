package dev.distil4j.app.input;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;

/**
 * A file with one text a line.
 *
 * @param file where it is
 */
public record TextFile(File file) {

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

    private InputStream open() {
        if (!file.exists()) {
            throw unreadable("there is no file '%s'", null);
        }
        if (file.isDirectory()) {
            throw unreadable("'%s' is a folder; name a file with one text a line", null);
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
