package dev.distil4j.app;

import dev.distil4j.Options;
import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Failure;
import dev.distil4j.kernels.Precision;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** The options that say what a model runs on. */
final class EngineOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Use at most N threads; without it, one for each processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = {
                "Compute with this backend and no other: scalar, opencl for",
                "the best device (see distil devices), opencl:N, or auto-gpu",
                "for a GPU if there is one; without it, with the best of the",
                "CPU."
            })
    private @Nullable String backend;

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            converter = Precisions.class,
            completionCandidates = Precisions.class,
            description = {
                "Compute in f32, f16 or bf16; without it, in f32. 16 bits",
                "take half the memory and cost some accuracy."
            })
    private @Nullable Precision precision;

    /** The names of precisions. */
    static final class Precisions extends EnumNames<Precision> {
        Precisions() {
            super(Precision.values());
        }
    }

    /** {@code options} with what the user wants changed. */
    Options apply(Options options) {
        Options changed = options;
        if (threads != null) {
            if (threads < 1) {
                throw Failure.usage("--threads needs at least 1, not " + threads);
            }
            changed = changed.threads(threads);
        }
        if (precision != null) {
            changed = changed.precision(precision);
        }
        return backend == null ? changed : changed.backend(backend);
    }
}
