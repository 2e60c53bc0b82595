package dev.distil4j.app.conformance;

import java.math.BigDecimal;
import java.math.MathContext;

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

    /** Two numbers, which agree if they are no farther apart than the figure tolerates. */
    static Check of(
            String model, Figure figure, String what, String text, double expected, double got) {
        // NaN, for a number that the model does not give, agrees with nothing.
        boolean agrees = Math.abs(got - expected) <= figure.tolerance();
        return new Check(
                model,
                what,
                text,
                shown(expected),
                shown(got),
                figure.tolerance(),
                Verdict.of(agrees),
                figure.source());
    }

    /** Two words or numbers without a tolerance, which agree if they are equal. */
    static Check equal(
            String model, Figure figure, String what, String text, Object expected, Object got) {
        return new Check(
                model,
                what,
                text,
                expected.toString(),
                got.toString(),
                0,
                Verdict.of(expected.equals(got)),
                figure.source());
    }

    /** A checkpoint that the hub has not, so that none of its figures is reached. */
    public static Check missing(Checkpoint checkpoint) {
        return new Check(
                checkpoint.model(),
                "checkpoint",
                checkpoint.figures().size() + " figures",
                "on the hub",
                "none",
                0,
                Verdict.FAIL,
                checkpoint.figures().getFirst().source());
    }

    /** A checkpoint that is not on this machine and was not asked to be downloaded. */
    public static Check absent(Checkpoint checkpoint) {
        return new Check(
                checkpoint.model(),
                "checkpoint",
                checkpoint.figures().size() + " figures",
                "in the cache",
                "",
                0,
                Verdict.SKIP,
                checkpoint.figures().getFirst().source());
    }

    /** A number over a data set that was not given. */
    static Check skipped(String model, Figure figure, String what, String file, double expected) {
        return new Check(
                model,
                what,
                file,
                shown(expected),
                "",
                figure.tolerance(),
                Verdict.SKIP,
                figure.source());
    }

    /** Nine digits tell one float from the next; what the model does not give has no number. */
    static String shown(double number) {
        return Double.isNaN(number)
                ? "none"
                : new BigDecimal(number, new MathContext(9)).stripTrailingZeros().toPlainString();
    }

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
