package dev.distil4j.app.conformance;

/**
 * A published number beside the computed one.
 *
 * @param model name of the checkpoint
 * @param figure what the number is
 * @param text what it is about: a text or a file
 * @param expected as it was published
 * @param got as it was computed; empty if it was left out
 * @param tolerance how far they may be apart
 * @param verdict what came of it
 * @param source where the number was published
 */
public record Check(
        String model,
        String figure,
        String text,
        String expected,
        String got,
        double tolerance,
        Verdict verdict,
        String source) {

    /** What came of a check. */
    public enum Verdict {
        /** The numbers agree. */
        PASS,
        /** They do not. */
        FAIL,
        /** What it needs was not given. */
        SKIP;

        static Verdict of(boolean agrees) {
            return agrees ? PASS : FAIL;
        }
    }
}
