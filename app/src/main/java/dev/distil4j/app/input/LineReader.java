package dev.distil4j.app.input;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of a stream in UTF-8, which ends in LF or CR LF; a byte order mark is dropped. What is no
 * UTF-8 is an error, since a guess would be classified without a word.
 */
final class LineReader implements AutoCloseable {

    /** More is no line of text; it bounds the memory that a wrong file can take. */
    private static final int MAX_LINE_BYTES = 1 << 28;

    private static final char REPLACEMENT = '\uFFFD';
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream stream;
    private final String name;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long before;
    private long number;

    /** Reads {@code stream}, which messages call {@code name}; closes it in the end. */
    LineReader(InputStream stream, String name) {
        this.stream = stream;
        this.name = name;
    }

    /** The line that was read last, for messages. */
    String place() {
        return "%s, line %d".formatted(name, number);
    }

    /** Bytes read so far. */
    long position() {
        return before + from;
    }

    /** Whether {@link #next} finds at least the beginning of a line without waiting. */
    boolean ready() {
        try {
            return from < to || stream.available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The next line without its end, or null behind the last one.
     *
     * @throws Failure if it can't be read, is far too long or no UTF-8
     */
    @Nullable String next() {
        if (from == to && !fill()) {
            return null;
        }
        number++;
        int end = newline();
        if (end >= 0) {
            String line = decode(buffer, from, end);
            from = end + 1;
            return line;
        }
        return nextAcrossBuffers();
    }

    private String nextAcrossBuffers() {
        byte[] line = new byte[0];
        int length = 0;
        int end;
        do {
            end = newline();
            int stop = end < 0 ? to : end;
            if (length + (stop - from) > MAX_LINE_BYTES) {
                throw new Failure(
                        ExitCode.DATA,
                        "%s: more than %d MB without a line end; give one text a line"
                                .formatted(place(), MAX_LINE_BYTES >> 20),
                        null);
            }
            if (length + (stop - from) > line.length) {
                line = Arrays.copyOf(line, Math.max(buffer.length, 2 * line.length));
            }
            System.arraycopy(buffer, from, line, length, stop - from);
            length += stop - from;
            from = end < 0 ? to : end + 1;
        } while (end < 0 && fill());
        return decode(line, 0, length);
    }

    /** Where the line in the buffer ends, or -1. */
    private int newline() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean fill() {
        before += to;
        from = 0;
        to = 0;
        try {
            to = Math.max(0, stream.read(buffer));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO_INPUT, "%s can't be read: %s".formatted(name, e.getMessage()), e);
        }
        return to > 0;
    }

    private String decode(byte[] bytes, int begin, int end) {
        int first = number == 1 && startsWithMark(bytes, begin, end) ? begin + 3 : begin;
        int last = end > first && bytes[end - 1] == '\r' ? end - 1 : end;
        String line = new String(bytes, first, last - first, StandardCharsets.UTF_8);
        // The fast decoder replaces what is wrong; the character may also be in the text itself.
        if (line.indexOf(REPLACEMENT) >= 0) {
            check(ByteBuffer.wrap(bytes, first, last - first).slice());
        }
        return line;
    }

    private static boolean startsWithMark(byte[] bytes, int begin, int end) {
        return end - begin >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, begin, begin + 3, BYTE_ORDER_MARK, 0, 3);
    }

    private void check(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer discarded = CharBuffer.allocate(1 << 12);
        CoderResult result;
        do {
            result = decoder.decode(bytes, discarded.clear(), true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw new Failure(
                    ExitCode.DATA,
                    "%s: byte %d (0x%02X) is no UTF-8; convert the text, for example with iconv -f ISO-8859-1 -t UTF-8"
                            .formatted(place(), bytes.position() + 1, bytes.get(bytes.position())),
                    null);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            System.getLogger(LineReader.class.getPackageName())
                    .log(System.Logger.Level.WARNING, name + " can't be closed", e);
        }
    }
}
