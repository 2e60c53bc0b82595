package dev.distil4j.bench.contest;

import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;

/**
 * The bare product x·Wᵀ of a fully connected layer. This project's engine has packed the weights
 * beforehand, OpenBLAS packs them in every call, since its interface knows nothing else.
 *
 * @param rows of x
 * @param in columns of x
 * @param out rows of W
 */
record MatrixProduct(int rows, int in, int out) implements Workload {

    /** The product of that size, {@code ROWSxINxOUT}. */
    static MatrixProduct of(String size) {
        String[] sizes = size.split("x", 3);
        return new MatrixProduct(
                Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
    }

    @Override
    public String name() {
        return "product:%dx%dx%d".formatted(rows, in, out);
    }

    @Override
    public double flop() {
        return 2.0 * rows * in * out;
    }

    @Override
    public SequencedMap<String, Opener> contenders() {
        SequencedMap<String, Opener> contenders = new LinkedHashMap<>();
        contenders.put("distil4j", threads -> new PackedProduct(this, threads));
        contenders.put("openblas", threads -> new OpenBlasProduct(this, threads));
        return contenders;
    }

    float[] x() {
        return values(new Random(1), rows * in);
    }

    float[] weight() {
        return values(new Random(2), out * in);
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
