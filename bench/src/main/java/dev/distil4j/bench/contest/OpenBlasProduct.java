package dev.distil4j.bench.contest;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.distil4j.bench.peer.OpenBlas;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The product of OpenBLAS, operands in native memory on cache lines. */
final class OpenBlasProduct implements Contender {

    private static final long CACHE_LINE = 64;

    private final MatrixProduct product;
    private final OpenBlas blas;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment x;
    private final MemorySegment weight;
    private final MemorySegment y;

    OpenBlasProduct(MatrixProduct product, int threads) {
        this.product = product;
        blas = new OpenBlas(threads);
        x = segment(product.x());
        weight = segment(product.weight());
        y = segment(new float[product.rows() * product.out()]);
    }

    private MemorySegment segment(float[] values) {
        return arena.allocate((long) values.length * Float.BYTES, CACHE_LINE)
                .copyFrom(MemorySegment.ofArray(values));
    }

    @Override
    public void run() {
        blas.linear(x, weight, y, product.rows(), product.in(), product.out());
    }

    @Override
    public float[] result() {
        return y.toArray(JAVA_FLOAT);
    }

    @Override
    public void close() {
        arena.close();
    }
}
