package dev.distil4j.app.console;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Ends a command with one sentence for the user. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * A reason to stop.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message what is wrong, where, and the cure
     */
    public Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Wrong usage. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** The sentence. */
    public String sentence() {
        return Objects.requireNonNull(getMessage());
    }
}
