package dev.distil4j.bench.contest;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

/** A fully connected layer of this project's best backend, its bias zero. */
final class PackedProduct implements Contender {

    private final Backend backend;
    private final Weights weights;
    private final Linear layer;
    private final Call call;
    private final Tensor x;
    private Tensor y;

    PackedProduct(MatrixProduct product, int threads) {
        backend = Backends.best(Threads.own(threads)).backend();
        weights = backend.prepare();
        layer =
                weights.linear(
                        Matrix.of(product.out(), product.in(), product.weight()),
                        new float[product.out()]);
        call = backend.begin(TokenBatch.of(new int[product.rows()]));
        x = call.tensor(product.rows(), product.in(), product.x());
        y = x;
    }

    @Override
    public void run() {
        call.retain(x);
        y = call.linear(x, layer, Activation.IDENTITY);
    }

    @Override
    public float[] result() {
        return call.read(y);
    }

    @Override
    public void close() {
        call.close();
        weights.close();
        backend.close();
    }
}
