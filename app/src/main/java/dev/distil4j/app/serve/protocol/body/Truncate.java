package dev.distil4j.app.serve.protocol.body;

import dev.distil4j.app.serve.Refusal;

import java.util.Optional;

/** Whether texts that are too long are cut. */
public final class Truncate {

    private Truncate() {}

    /**
     * What {@code truncate} says, false without it.
     *
     * @throws Refusal if texts were to lose their beginnings: they are only cut at the end
     */
    public static boolean wanted(Settings settings) {
        return wanted(settings, settings.field("truncate"));
    }

    /** The same where it may also have the name that tokenizers have for it. */
    public static boolean orTruncation(Settings settings) {
        return wanted(settings, settings.either("truncate", "truncation"));
    }

    private static boolean wanted(Settings settings, Optional<Value> truncate) {
        settings.field("truncation_direction").ifPresent(Truncate::requireRight);
        return truncate.map(Value::flag).orElse(false);
    }

    private static void requireRight(Value direction) {
        if (!direction.text().equalsIgnoreCase("right")) {
            throw direction.refusal("is not 'right'; texts are cut at their end only");
        }
    }
}
