package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Activation;

import java.util.Optional;

/** Chooses the programs of products and of attention. Thread-safe. */
final class Programs {

    private final OpenClContext context;
    private final Tuning tuning;
    private final TensorCores cores;
    private final Trials trials;

    private boolean probed;

    /** Why the tensor cores are not used, once they were probed. */
    private Optional<String> refusal = Optional.empty();

    Programs(OpenClContext context, Tuning tuning, TensorCores cores) {
        this.context = context;
        this.tuning = tuning;
        this.cores = cores;
        trials = new Trials(context);
    }

    /** The program of a layer's product over that many rows. */
    Product product(OpenClLinear layer, int rows, Activation activation) {
        if (LinearMmaProgram.fits(layer) && tensorCoresRefusal().isEmpty()) {
            return trials.first(
                    tuning.mma().of(rows, layer.in(), layer.out()),
                    config -> new LinearMmaProgram(cores, config, activation),
                    layer);
        }
        return trials.first(
                tuning.products().of(rows, layer.in(), layer.out()),
                config -> LinearProgram.of(config, layer, activation),
                layer);
    }

    /** Where the choice of tiles comes from, and which the device failed to run, for people. */
    String tiles() {
        return tuning.origin() + trials.told();
    }

    /**
     * The program of attention.
     *
     * @param headDim columns of a head
     * @param queries of one sequence at most
     */
    Attention attention(Storage storage, int headDim, int queries) {
        if (storage == Storage.F16
                && AttentionMmaProgram.fits(headDim)
                && tensorCoresRefusal().isEmpty()) {
            return AttentionMmaProgram.of(cores, headDim, queries);
        }
        return AttentionProgram.of(storage, headDim, context.device());
    }

    /** Why products of halves are not made on tensor cores, or nothing when they are. */
    synchronized Optional<String> tensorCoresRefusal() {
        if (!probed) {
            refusal = cores.refusal(context);
            probed = true;
        }
        return refusal;
    }
}
