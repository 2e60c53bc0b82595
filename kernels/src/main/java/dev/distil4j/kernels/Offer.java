package dev.distil4j.kernels;

import java.util.function.Function;

/** What asking for one backend brings: the backend, or why it can't be had. */
public sealed interface Offer {

    /** It can be had; {@code open} makes one. */
    record Available(String backend, Function<Threads, Backend> open) implements Offer {}

    /**
     * It can't be had here.
     *
     * @param backend its name
     * @param reason what is in the way, as a sentence without a full stop; a compiler's log may
     *     follow in further lines
     * @param cure what the user can do about it, empty when nothing
     */
    record Refused(String backend, String reason, String cure) implements Offer {

        /** In one line: without the log. */
        public String sentence() {
            return new Refused(backend, reason.lines().findFirst().orElse(""), cure).toString();
        }

        @Override
        public String toString() {
            return cure.isEmpty() ? backend + ": " + reason : backend + ": " + reason + "; " + cure;
        }
    }
}
