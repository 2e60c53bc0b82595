package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Value;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of some names. */
final class Choice {

    private Choice() {}

    /**
     * The constant with that name, which a body has in lower case.
     *
     * @throws Refusal if there is none, naming them all
     */
    static <E extends Enum<E>> E of(Value value, E[] constants) {
        String name = value.text();
        return Arrays.stream(constants)
                .filter(constant -> label(constant).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                value.refusal(
                                        Arrays.stream(constants)
                                                .map(Choice::label)
                                                .collect(
                                                        Collectors.joining(
                                                                ", ",
                                                                "is none of its choices; give one"
                                                                        + " of ",
                                                                ""))));
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
