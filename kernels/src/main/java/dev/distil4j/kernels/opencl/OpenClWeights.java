package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Weights;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Weights in device memory, as they are in the checkpoint; uploaded piece by piece. */
final class OpenClWeights implements Weights {

    private final OpenClBackend backend;
    private final OpenClContext context;
    private final Storage storage;
    private final Uploader uploader;
    private final List<DeviceBuffer> buffers = new ArrayList<>();
    private long bytes;
    private volatile boolean closed;

    OpenClWeights(OpenClBackend backend, OpenClContext context, Storage storage) {
        this.backend = backend;
        this.context = context;
        this.storage = storage;
        uploader = new Uploader(context);
        context.acquire();
    }

    /**
     * Checks that a call of {@code caller} may use these weights.
     *
     * @throws IllegalArgumentException if they are another backend's
     * @throws IllegalStateException if they are closed
     */
    void requireUsableBy(OpenClBackend caller) {
        if (!backend.equals(caller)) {
            throw new IllegalArgumentException(
                    "the weights were prepared by a backend %s that is not the call's; prepare them with that one"
                            .formatted(backend.name()));
        }
        requireOpen();
    }

    /** How matrices and tables lie in memory, and so what is computed with them. */
    Storage storage() {
        return storage;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the weights are closed");
        }
    }

    @Override
    public Linear linear(Matrix weight, float[] bias) {
        requireOpen();
        if (bias.length != weight.rows()) {
            throw new IllegalArgumentException(
                    "a bias of %d values for %d outputs".formatted(bias.length, weight.rows()));
        }
        return new OpenClLinear(this, weight.cols(), weight.rows(), store(weight), store(bias));
    }

    @Override
    public LayerNorm layerNorm(float[] weight, float[] bias, float eps) {
        if (weight.length != bias.length) {
            throw new IllegalArgumentException(
                    "%d weights but %d biases".formatted(weight.length, bias.length));
        }
        requireOpen();
        return new OpenClLayerNorm(this, weight.length, store(weight), store(bias), eps);
    }

    @Override
    public Embeddings embeddings(
            Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm) {
        if (!(norm instanceof OpenClLayerNorm own) || !own.owner().equals(this)) {
            throw new IllegalArgumentException(
                    "the normalisation was prepared elsewhere; prepare it with these weights");
        }
        requireOpen();
        return new OpenClEmbeddings(
                this,
                word.rows(),
                position.rows(),
                type == null ? 0 : type.rows(),
                table(word, norm.dim()),
                table(position, norm.dim()),
                type == null ? own.bias() : table(type, norm.dim()),
                own);
    }

    private DeviceBuffer table(Matrix matrix, int dim) {
        if (matrix.cols() != dim) {
            throw new IllegalArgumentException(
                    "table rows of %d values, normalised as %d".formatted(matrix.cols(), dim));
        }
        return store(matrix);
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
        if (!closed) {
            closed = true;
            buffers.forEach(context::free);
            uploader.close();
            context.release();
        }
    }
}
