package dev.distil4j.app.input;

import dev.distil4j.TextInput;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import org.jspecify.annotations.Nullable;

/** One text a line; an empty line is an empty text, so that results keep step with lines. */
final class LineInputs implements Inputs {

    private static final char SEPARATOR = '\t';

    private final LineReader lines;
    private final boolean pairs;
    private final long size;

    /**
     * Reads from {@code lines}.
     *
     * @param pairs whether each line holds two texts with a tab between them
     * @param size bytes in all; 0 if nobody knows
     */
    LineInputs(LineReader lines, boolean pairs, long size) {
        this.lines = lines;
        this.pairs = pairs;
        this.size = size;
    }

    @Override
    public @Nullable Item next() {
        String line = lines.next();
        if (line == null) {
            return null;
        }
        return new Item(pairs ? pair(line) : TextInput.of(line), lines.place());
    }

    private TextInput pair(String line) {
        int tab = line.indexOf(SEPARATOR);
        if (tab < 0 || line.indexOf(SEPARATOR, tab + 1) >= 0) {
            throw new Failure(
                    ExitCode.DATA,
                    "%s: a pair is two texts with one tab between them, but here %s"
                            .formatted(lines.place(), tab < 0 ? "is no tab" : "are several tabs"),
                    null);
        }
        return TextInput.pair(line.substring(0, tab), line.substring(tab + 1));
    }

    @Override
    public boolean ready() {
        return lines.ready();
    }

    @Override
    public long position() {
        return lines.position();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() {
        lines.close();
    }
}
