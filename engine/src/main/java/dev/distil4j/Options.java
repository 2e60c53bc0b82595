package dev.distil4j;

import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.Threads;
import dev.distil4j.loaders.HubProgress;
import dev.distil4j.tokenizer.Truncation;

import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * How a model runs. Immutable; each method returns changed options.
 *
 * @param threads who helps the calling thread
 * @param backend the backend by name, such as {@code scalar}; empty for the best one of this
 *     platform
 * @param precision how precisely the model is computed
 * @param truncation what happens to a text that is longer than the model's positions
 * @param downloads hears of downloads from the hub
 */
public record Options(
        Threads threads,
        Optional<String> backend,
        Precision precision,
        Truncation truncation,
        HubProgress downloads) {

    /**
     * All processors of this JVM, the best backend, float32, and an error for a text that
     * is too long.
     */
    public static Options defaults() {
        return new Options(
                Threads.own(Runtime.getRuntime().availableProcessors()),
                Optional.empty(),
                Precision.F32,
                Truncation.ERROR,
                HubProgress.LOGGED);
    }

    /**
     * At most {@code count} threads for one call, the caller's included, and no more than there are
     * processors, beyond which threads only wait for each other; the others are daemons.
     */
    public Options threads(int count) {
        Threads own = Threads.own(Math.min(count, Runtime.getRuntime().availableProcessors()));
        return new Options(own, backend, precision, truncation, downloads);
    }

    /** At most {@code count} threads for one call, helpers coming from {@code executor}. */
    public Options threads(int count, Executor executor) {
        return new Options(new Threads(count, executor), backend, precision, truncation, downloads);
    }

    /** This backend and no other. */
    public Options backend(String name) {
        return new Options(threads, Optional.of(name), precision, truncation, downloads);
    }

    /**
     * This precision: 16 bits take half the memory and cost some accuracy. A model whose weights
     * are beyond its range is refused.
     */
    public Options precision(Precision precision) {
        return new Options(threads, backend, precision, truncation, downloads);
    }

    /** This treatment of texts that are too long. */
    public Options truncation(Truncation truncation) {
        return new Options(threads, backend, precision, truncation, downloads);
    }

    /** This listener for downloads from the hub; by default the log hears of them. */
    public Options downloads(HubProgress listener) {
        return new Options(threads, backend, precision, truncation, listener);
    }
}
