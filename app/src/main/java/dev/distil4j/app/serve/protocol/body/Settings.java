package dev.distil4j.app.serve.protocol.body;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;

import java.util.Optional;

/** Named values that may be left out. */
@FunctionalInterface
public interface Settings {

    /** The value of that name; none if it is left out or null. */
    Optional<Value> field(String key);

    /**
     * The value under one of two names.
     *
     * @throws Refusal if there are both
     */
    default Optional<Value> either(String key, String other) {
        return oneOf(field(key), field(other));
    }

    /** What stands here or there, under the same names. */
    static Settings both(Settings here, Settings there) {
        return key -> oneOf(here.field(key), there.field(key));
    }

    /**
     * The one value that is there.
     *
     * @throws Refusal if both are
     */
    static Optional<Value> oneOf(Optional<Value> a, Optional<Value> b) {
        if (a.isPresent() && b.isPresent()) {
            throw new Refusal(
                    ErrorType.VALIDATION,
                    "there are both %s and %s, which mean the same; give one of them"
                            .formatted(a.get().place(), b.get().place()));
        }
        return a.or(() -> b);
    }
}
