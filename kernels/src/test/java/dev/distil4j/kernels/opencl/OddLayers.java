package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.jocl.CL;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Every operation in sizes that no tile divides, on the first device there is, with every way to cut
 * a product. Prints how far each result is from the scalar backend's, relative to the largest value.
 */
final class OddLayers {

    /** Begins the line of a result. */
    static final String OFF_BY = "off by ";

    private static final int VOCABULARY = 11;
    private static final int POSITIONS = 20;

    private static final Shape DOT = new Shape(1, 1, 1, false, List.of(1));
    private static final Shape ODD = new Shape(20, 4, 37, true, List.of(1, 17, 2));
    private static final Shape ONE_HEAD = new Shape(33, 1, 24, false, List.of(3, 19));

    /** The heads have a size that tensor cores take. */
    private static final Shape TWO_HEADS = new Shape(32, 2, 40, true, List.of(17, 2, 18));

    /** A layer, and how its products are cut where no tensor cores do it. */
    private record Case(Shape shape, ProductConfig config) {}

    private static final List<Case> CASES =
            List.of(
                    new Case(DOT, ProductConfig.SMALL),
                    new Case(ODD, ProductConfig.SMALL),
                    new Case(TWO_HEADS, ProductConfig.SMALL),
                    new Case(ONE_HEAD, ProductConfig.MEDIUM),
                    new Case(ODD, ProductConfig.LARGE));

    /** How many results there are. */
    static final int RESULTS = CASES.size();

    private OddLayers() {}

    /** What products are made of. */
    enum Products {
        FLOATS,
        HALVES,
        TENSOR_CORES;

        private Storage storage() {
            return this == FLOATS ? Storage.F32 : Storage.F16;
        }

        private TensorCores cores() {
            return this == TENSOR_CORES
                    ? HalfProducts.TENSOR_CORES.cores()
                    : HalfProducts.PORTABLE.cores();
        }

        /** How far they may be off: some roundings of the type that tensors are stored as. */
        double bound() {
            return this == FLOATS ? 1e-5 : 1e-2;
        }
    }

    /** Sizes of a layer, none of which is a multiple of what it should be. */
    private record Shape(int dim, int heads, int hidden, boolean typed, List<Integer> lengths) {

        TokenBatch batch() {
            int[] starts = new int[lengths.size() + 1];
            for (int s = 0; s < lengths.size(); s++) {
                starts[s + 1] = starts[s] + lengths.get(s);
            }
            int[] ids = new int[starts[lengths.size()]];
            int[] typeIds = new int[ids.length];
            Arrays.setAll(ids, i -> (7 * i + 3) % VOCABULARY);
            Arrays.setAll(typeIds, i -> i % 2);
            return new TokenBatch(ids, typeIds, starts);
        }
    }

    /** Takes a kind of {@link Products}. */
    public static void main(String... arguments) throws ReflectiveOperationException {
        keepToOneThread();
        OpenClDevice device = OpenClDevices.list().getFirst();
        Products products = Products.valueOf(arguments[0]);
        for (Case layer : CASES) {
            // Not through prepare, whose self-check would take a simulator minutes.
            try (OpenClBackend backend =
                            new OpenClBackend(
                                    device,
                                    Tuning.defaults(device).with(layer.config()),
                                    products.cores());
                    Weights weights =
                            new OpenClWeights(backend, backend.context(), products.storage())) {
                float[] actual = forward(backend, weights, layer.shape());
                System.out.println(OFF_BY + difference(actual, onScalar(layer.shape())));
            }
        }
    }

    /**
     * JOCL waits for each upload in a thread of its own, only to let its memory go then; but the
     * simulator is not thread-safe (https://github.com/jrprice/Oclgrind/issues/28). Here the memory is
     * kept.
     */
    private static void keepToOneThread() throws ReflectiveOperationException {
        List<Runnable> waiting = new ArrayList<>();
        Executor nobody = waiting::add;
        Field executor = CL.class.getDeclaredField("referenceReleaseExecutor");
        executor.setAccessible(true);
        executor.set(null, nobody);
    }

    private static float[] onScalar(Shape shape) {
        try (Backend scalar = Backends.named("scalar", Threads.callerOnly()).backend();
                Weights weights = scalar.prepare()) {
            return forward(scalar, weights, shape);
        }
    }

    private static double difference(float[] actual, float[] expected) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
        }
        return difference / largest;
    }

    private static float[] forward(Backend backend, Weights weights, Shape shape) {
        int dim = shape.dim();
        LayerNorm norm =
                weights.layerNorm(
                        RandomValues.normal(1, dim, 1, 0.3),
                        RandomValues.normal(2, dim, 0.3),
                        1e-5f);
        Embeddings embeddings =
                weights.embeddings(
                        matrix(3, VOCABULARY, dim),
                        matrix(4, POSITIONS, dim),
                        shape.typed() ? matrix(5, 2, dim) : null,
                        norm);
        Linear query = linear(weights, 6, dim, dim);
        Linear keyValue = linear(weights, 7, 2 * dim, dim);
        Linear output = linear(weights, 8, dim, dim);
        Linear up = linear(weights, 9, shape.hidden(), dim);
        Linear down = linear(weights, 10, dim, shape.hidden());
        TokenBatch batch = shape.batch();
        try (Call call = backend.begin(batch)) {
            RowSelection first = RowSelection.first(batch);
            Tensor x = call.embed(embeddings);
            for (RowSelection rows : List.of(RowSelection.all(batch), first)) {
                Tensor selected = call.rows(x, rows);
                Tensor q = call.linear(selected, query, Activation.IDENTITY);
                Tensor kv = call.linear(x, keyValue, Activation.IDENTITY);
                Tensor context = call.attention(q, kv, shape.heads(), rows);
                Tensor mixed = call.linear(context, output, Activation.TANH);
                Tensor hidden = call.addNorm(mixed, selected, norm);
                Tensor wide = call.linear(hidden, up, Activation.GELU);
                Tensor narrow = call.linear(wide, down, Activation.RELU);
                x = call.retain(call.norm(narrow, norm));
            }
            return call.read(x);
        }
    }

    private static Matrix matrix(int seed, int rows, int cols) {
        return Matrix.of(rows, cols, RandomValues.normal(seed, rows * cols, 0.5));
    }

    private static Linear linear(Weights weights, int seed, int out, int in) {
        return weights.linear(matrix(seed, out, in), RandomValues.normal(seed + 100, out, 0.5));
    }
}
