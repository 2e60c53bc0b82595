package dev.distil4j.bench.contest;

import java.util.SequencedMap;

/** Work that several engines can do. */
public interface Workload {

    /** Starts an engine on the work. */
    @FunctionalInterface
    interface Opener {

        /**
         * Opens the contender.
         *
         * @param threads that work on a run, the caller's included
         */
        Contender open(int threads);
    }

    /** The name by which {@link Workloads} finds it. */
    String name();

    /**
     * Floating point operations of a run for a share of the peak, as many for every engine: those
     * of the work done in full, without padding. 0 where they say nothing.
     */
    double flop();

    /** Enough of the work to see whether contenders agree; all of it, where that is quick. */
    default Workload sample() {
        return this;
    }

    /** Whether all contenders must agree, which is so unless they are different models. */
    default boolean hasOneAnswer() {
        return true;
    }

    /** How far two results may differ: |a - b| at most this times the largest |b|. */
    default double tolerance() {
        return 1e-4;
    }

    /** The contenders by their names; the first is this project's and what others are held to. */
    SequencedMap<String, Opener> contenders();

    /**
     * Opens a contender by its name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    default Contender open(String engine, int threads) {
        Opener opener = contenders().get(engine);
        if (opener == null) {
            throw new IllegalArgumentException(
                    "%s has no contender %s; choose from %s"
                            .formatted(name(), engine, contenders().keySet()));
        }
        return opener.open(threads);
    }

    /**
     * Opens a contender after comparing its result with that of the first one, on the sample.
     *
     * @throws IllegalStateException if they differ by more than the tolerance
     */
    default Contender openChecked(String engine, int threads) {
        Workload sample = sample();
        float[] expected = sample.answer(sample.contenders().firstEntry().getKey(), threads);
        sample.requireAgreement(engine, sample.answer(engine, threads), expected);
        return open(engine, threads);
    }

    /** Opens a contender, runs it once and closes it. */
    private float[] answer(String engine, int threads) {
        try (Contender contender = open(engine, threads)) {
            contender.run();
            return contender.result();
        }
    }

    /**
     * Compares a result with that of the first contender.
     *
     * @return the largest difference, in units of the largest value
     * @throws IllegalStateException if they differ by more than the tolerance
     */
    default double requireAgreement(String engine, float[] result, float[] expected) {
        if (result.length != expected.length) {
            throw new IllegalStateException(
                    "%s: %s gives %d values, not %d"
                            .formatted(name(), engine, result.length, expected.length));
        }
        double scale = 0;
        double error = 0;
        for (int i = 0; i < result.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            double difference = Math.abs((double) result[i] - expected[i]);
            error = Double.isNaN(difference) ? Double.NaN : Math.max(error, difference);
        }
        // The comparison is written so that NaN does not pass.
        if (!(error <= tolerance() * scale)) {
            throw new IllegalStateException(
                    "%s: %s differs by %.2e where values reach %.2e"
                            .formatted(name(), engine, error, scale));
        }
        return error == 0 ? 0 : error / scale;
    }
}
