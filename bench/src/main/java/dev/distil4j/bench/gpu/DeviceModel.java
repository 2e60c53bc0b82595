package dev.distil4j.bench.gpu;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.loaders.SafetensorsFile;
import dev.distil4j.model.SequenceClassifier;

import java.util.ArrayList;
import java.util.List;

/**
 * A classifier on a device, which outlives it.
 *
 * @param weights belong to it
 */
record DeviceModel(
        Backend backend, Precision precision, SequenceClassifier classifier, Weights weights)
        implements AutoCloseable {

    /** Brings the weights to the device. */
    static DeviceModel load(BaseModel model, Backend backend, Precision precision) {
        ModelConfig config = ModelConfig.read(model.folder().resolve("config.json"));
        Weights weights = backend.prepare(precision);
        try (Checkpoint file = SafetensorsFile.open(model.checkpoint())) {
            return new DeviceModel(
                    backend, precision, SequenceClassifier.load(config, file, weights), weights);
        }
    }

    /** What a table calls it. */
    String engine() {
        return "distil4j-" + precision;
    }

    /** The logits of each batch, brought back before the next one begins. */
    List<float[]> logits(List<TokenBatch> batches) {
        List<float[]> logits = new ArrayList<>();
        for (TokenBatch batch : batches) {
            try (Call call = backend.begin(batch)) {
                logits.add(classifier.logits(call, batch));
            }
        }
        return logits;
    }

    @Override
    public void close() {
        weights.close();
    }
}
