package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.InputException;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import java.util.Objects;
import java.util.function.Supplier;

/** Options, whose own checks are refusals. */
final class Checked {

    private Checked() {}

    /**
     * What {@code options} makes.
     *
     * @throws Refusal in the words of the options, if they are out of range
     */
    static <T> T of(Supplier<T> options) {
        try {
            return options.get();
        } catch (InputException e) {
            throw new Refusal(ErrorType.VALIDATION, Objects.requireNonNull(e.getMessage()), e);
        }
    }
}
