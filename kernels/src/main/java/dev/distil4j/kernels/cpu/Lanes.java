package dev.distil4j.kernels.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of a vector, fixed when the JVM starts: only constants compile to plain instructions.
 * The system property {@value #PROPERTY} chooses 128, 256 or 512 bits instead of the platform's
 * preference.
 */
final class Lanes {

    static final String PROPERTY = "distil4j.vector.bits";

    static final VectorSpecies<Float> FLOATS =
            Integer.getInteger(PROPERTY) == null
                    ? FloatVector.SPECIES_PREFERRED
                    : VectorSpecies.of(
                            float.class, VectorShape.forBitSize(Integer.getInteger(PROPERTY)));
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    static final int COUNT = FLOATS.length();
    static final int BITS = FLOATS.vectorBitSize();

    private Lanes() {}

    /** The widest vectors that this platform computes with natively, in bits. */
    static int preferredBits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }

    /**
     * The sum of all lanes in index order: the order of {@code reduceLanes} is unspecified, and with
     * it the last bit would depend on who compiled the loop.
     *
     * @param lanes scratch of at least {@link #COUNT} values
     */
    static float sum(FloatVector vector, float[] lanes) {
        vector.intoArray(lanes, 0);
        float sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += lanes[i];
        }
        return sum;
    }
}
