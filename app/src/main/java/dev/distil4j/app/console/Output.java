package dev.distil4j.app.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Standard output for results: UTF-8 whatever the locale, in whole pieces. */
public final class Output {

    private static final int SECONDS_TO_FINISH = 2;

    private final OutputStream stream;
    private final ReentrantLock writing = new ReentrantLock();

    /** Writes to {@code stream}, which should not buffer. */
    public Output(OutputStream stream) {
        this.stream = stream;
    }

    /**
     * Writes complete lines, which an interrupt then does not cut.
     *
     * @throws BrokenPipeException if nobody reads them
     * @throws Failure if they can't be written
     */
    public void write(CharSequence lines) {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        writing.lock();
        try {
            stream.write(bytes);
            stream.flush();
        } catch (IOException e) {
            String reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
            if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
                throw new BrokenPipeException(e);
            }
            throw new Failure(
                    ExitCode.OUTPUT, "the results can't be written: %s".formatted(reason), e);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Lets a running write finish and admits no other; for the JVM's shutdown. A reader that has
     * stopped reading is not waited for.
     */
    public void stop() {
        try {
            // Never unlocked: the process ends.
            boolean finished = writing.tryLock(SECONDS_TO_FINISH, TimeUnit.SECONDS);
            if (!finished) {
                System.getLogger(Output.class.getPackageName())
                        .log(System.Logger.Level.WARNING, "the last line may be incomplete");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
