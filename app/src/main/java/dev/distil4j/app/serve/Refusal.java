package dev.distil4j.app.serve;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Ends a request with one sentence for its client. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorType type;

    /**
     * A reason to give no result.
     *
     * @param sentence what is wrong, where, and the cure
     */
    public Refusal(ErrorType type, String sentence) {
        this(type, sentence, null);
    }

    /** A reason to give no result that has a cause of its own, which the client is not told. */
    public Refusal(ErrorType type, String sentence, @Nullable Throwable cause) {
        super(sentence, cause, false, cause != null);
        this.type = type;
    }

    /** Which kind of reason it is. */
    public ErrorType type() {
        return type;
    }

    /** The sentence. */
    public String sentence() {
        return Objects.requireNonNull(getMessage());
    }
}
