package dev.distil4j.app.serve;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.OptionalInt;

/** Ends a request with one sentence for its client. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorType type;

    /** 0 for none. */
    private final int retryAfterSeconds;

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
        this(type, sentence, cause, 0);
    }

    private Refusal(
            ErrorType type, String sentence, @Nullable Throwable cause, int retryAfterSeconds) {
        super(sentence, cause, false, cause != null);
        this.type = type;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /**
     * More waits than can be computed in time.
     *
     * @param retryAfterSeconds when to try again, at least 1
     */
    public static Refusal overloaded(String sentence, int retryAfterSeconds) {
        return new Refusal(ErrorType.OVERLOADED, sentence, null, retryAfterSeconds);
    }

    /** Which kind of reason it is. */
    public ErrorType type() {
        return type;
    }

    /** The sentence. */
    public String sentence() {
        return Objects.requireNonNull(getMessage());
    }

    /** After how many seconds the same request may be let in, if time is what it lacks. */
    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds > 0 ? OptionalInt.of(retryAfterSeconds) : OptionalInt.empty();
    }
}
