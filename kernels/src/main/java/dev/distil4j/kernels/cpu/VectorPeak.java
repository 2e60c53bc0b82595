package dev.distil4j.kernels.cpu;

import jdk.incubator.vector.FloatVector;

/**
 * The ceiling of one core: multiply-adds of vectors that never leave their registers. Every product
 * of matrices is held against it, so it stands beside them and has their vectors.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
public final class VectorPeak {

    private static final int ROUNDS = 100_000;

    /** Twelve chains: enough to hide the latency of every current core. */
    private static final int CHAINS = 12;

    /** Lanes of the widest vectors; shorter ones do more rounds instead. */
    private static final int LANES = 16;

    /** Floating point operations of a call, the same number for every width of vectors. */
    public static final int FLOP = 2 * ROUNDS * CHAINS * LANES;

    private VectorPeak() {}

    /**
     * Does {@link #FLOP} operations.
     *
     * @param factor of every step x → x · factor + factor, where x begins
     * @return the sum of the chains in one lane
     */
    public static float run(float factor) {
        FloatVector f = FloatVector.broadcast(Lanes.FLOATS, factor);
        FloatVector c0 = f;
        FloatVector c1 = f;
        FloatVector c2 = f;
        FloatVector c3 = f;
        FloatVector c4 = f;
        FloatVector c5 = f;
        FloatVector c6 = f;
        FloatVector c7 = f;
        FloatVector c8 = f;
        FloatVector c9 = f;
        FloatVector c10 = f;
        FloatVector c11 = f;
        int rounds = ROUNDS * LANES / Lanes.COUNT;
        for (int i = 0; i < rounds; i++) {
            c0 = VectorMultiplyAdd.multiplyAdd(c0, f, f);
            c1 = VectorMultiplyAdd.multiplyAdd(c1, f, f);
            c2 = VectorMultiplyAdd.multiplyAdd(c2, f, f);
            c3 = VectorMultiplyAdd.multiplyAdd(c3, f, f);
            c4 = VectorMultiplyAdd.multiplyAdd(c4, f, f);
            c5 = VectorMultiplyAdd.multiplyAdd(c5, f, f);
            c6 = VectorMultiplyAdd.multiplyAdd(c6, f, f);
            c7 = VectorMultiplyAdd.multiplyAdd(c7, f, f);
            c8 = VectorMultiplyAdd.multiplyAdd(c8, f, f);
            c9 = VectorMultiplyAdd.multiplyAdd(c9, f, f);
            c10 = VectorMultiplyAdd.multiplyAdd(c10, f, f);
            c11 = VectorMultiplyAdd.multiplyAdd(c11, f, f);
        }
        FloatVector low = c0.add(c1).add(c2.add(c3)).add(c4.add(c5));
        FloatVector high = c6.add(c7).add(c8.add(c9)).add(c10.add(c11));
        return low.add(high).lane(0);
    }
}
