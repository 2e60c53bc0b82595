package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.WeightChecks;
import dev.distil4j.kernels.Weights;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Weights in device memory, as they are in the checkpoint; uploaded piece by piece. */
final class OpenClWeights implements Weights {

    private final OpenClContext context;
    private final Storage storage;
    private final Uploader uploader;
    private final List<DeviceBuffer> buffers = new ArrayList<>();
    private final WeightChecks checks;
    private long bytes;

    OpenClWeights(OpenClBackend backend, OpenClContext context, Storage storage) {
        checks = new WeightChecks(backend);
        this.context = context;
        this.storage = storage;
        uploader = new Uploader(context);
        context.acquire();
    }

    /** What they require of whoever adds to them or uses them. */
    WeightChecks checks() {
        return checks;
    }

    /** How matrices and tables lie in memory, and so what is computed with them. */
    Storage storage() {
        return storage;
    }

    @Override
    public Linear linear(Matrix weight, float[] bias) {
        checks.linear(weight, bias);
        return new OpenClLinear(this, weight.cols(), weight.rows(), store(weight), store(bias));
    }

    @Override
    public LayerNorm layerNorm(float[] weight, float[] bias, float eps) {
        checks.layerNorm(weight, bias);
        return new OpenClLayerNorm(this, weight.length, store(weight), store(bias), eps);
    }

    @Override
    public Embeddings embeddings(
            Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm) {
        if (!(norm instanceof OpenClLayerNorm own) || !own.owner().equals(this)) {
            throw WeightChecks.foreignNorm();
        }
        checks.embeddings(word, position, type, norm);
        return new OpenClEmbeddings(
                this,
                word.rows(),
                position.rows(),
                type == null ? 0 : type.rows(),
                store(word),
                store(position),
                type == null ? own.bias() : store(type),
                own);
    }

    /** Biases and normalisations, few as they are, in floats. */
    private DeviceBuffer store(float[] values) {
        return store(Matrix.of(1, values.length, values), Storage.F32);
    }

    private DeviceBuffer store(Matrix matrix) {
        return store(matrix, storage);
    }

    private DeviceBuffer store(Matrix matrix, Storage storage) {
        long size = storage.bytes() * (long) Math.multiplyExact(matrix.rows(), matrix.cols());
        DeviceBuffer buffer = context.allocate(Math.max(size, Float.BYTES));
        buffers.add(buffer);
        uploader.upload(matrix, storage, buffer);
        bytes += size;
        return buffer;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (checks.close()) {
            buffers.forEach(context::free);
            uploader.close();
            context.release();
        }
    }
}
