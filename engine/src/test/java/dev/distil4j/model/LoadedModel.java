package dev.distil4j.model;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.loaders.ModelFolder;

import java.util.function.Function;

/**
 * A model on a backend, which is closed with it.
 *
 * @param <M> the encoder, or a head upon it
 */
record LoadedModel<M>(M model, ModelConfig config, Backend backend, Weights weights)
        implements AutoCloseable {

    /** Prepares a model for a backend. */
    interface Loader<M> {
        M load(ModelConfig config, Checkpoint file, Weights weights);
    }

    /** The classifier in a folder. */
    static LoadedModel<SequenceClassifier> classifier(ModelFolder folder, Backend backend) {
        try (Checkpoint file = folder.openWeights()) {
            return load(folder.config(), file, backend, SequenceClassifier::load);
        }
    }

    /** The encoder in a folder. */
    static LoadedModel<Encoder> encoder(ModelFolder folder, Backend backend) {
        try (Checkpoint file = folder.openWeights()) {
            return load(folder.config(), file, backend, Encoder::load);
        }
    }

    static <M> LoadedModel<M> load(
            ModelConfig config, Checkpoint file, Backend backend, Loader<M> loader) {
        Weights weights = backend.prepare();
        return new LoadedModel<>(loader.load(config, file, weights), config, backend, weights);
    }

    /** What {@code work} makes of the batch. */
    <T> T call(TokenBatch batch, Function<Call, T> work) {
        try (Call call = backend.begin(batch)) {
            return work.apply(call);
        }
    }

    @Override
    public void close() {
        weights.close();
        backend.close();
    }
}
