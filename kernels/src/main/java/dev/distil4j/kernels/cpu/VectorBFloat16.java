package dev.distil4j.kernels.cpu;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Upper halves of float32, widened by zeros. */
final class VectorBFloat16 {

    /** As many lanes as a vector of floats has, of half the width. */
    private static final VectorSpecies<Short> HALVES =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Lanes.BITS / 2));

    private VectorBFloat16() {}

    static void widen(short[] halves, int from, int count, float[] floats) {
        int bound = Lanes.FLOATS.loopBound(count);
        for (int i = 0; i < bound; i += Lanes.COUNT) {
            IntVector bits =
                    (IntVector)
                            ShortVector.fromArray(HALVES, halves, from + i)
                                    .convertShape(VectorOperators.S2I, Lanes.INTS, 0);
            bits.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().intoArray(floats, i);
        }
        for (int i = bound; i < count; i++) {
            floats[i] = Float.intBitsToFloat(halves[from + i] << 16);
        }
    }
}
