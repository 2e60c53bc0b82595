package dev.distil4j.loaders;

import dev.distil4j.loaders.SafetensorsException.Violation;

import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * What a type and a shape amount to.
 *
 * @param elements the number of values, 1 for rank 0
 * @param bytes their size in a file
 */
record Extent(long elements, long bytes) {

    static final int MAX_RANK = 64;

    /**
     * Multiplies the dimensions, none negative.
     *
     * @param what what a message calls the tensor
     * @param complaint makes the exception of a rule and of what is wrong
     */
    static Extent of(
            String what,
            DType type,
            long[] shape,
            BiFunction<Violation, String, SafetensorsException> complaint) {
        long elements = 1;
        for (long dimension : shape) {
            if (Math.multiplyHigh(elements, dimension) != 0 || elements * dimension < 0) {
                throw complaint.apply(
                        Violation.SHAPE_OVERFLOW,
                        what + " has the impossible shape " + Arrays.toString(shape));
            }
            elements *= dimension;
        }
        if (elements > Long.MAX_VALUE / type.bits()) {
            throw complaint.apply(
                    Violation.SIZE_OVERFLOW,
                    what + " has " + elements + " values of " + type + ", impossibly many");
        }
        long bits = elements * type.bits();
        if (bits % Byte.SIZE != 0) {
            throw complaint.apply(
                    Violation.NOT_WHOLE_BYTES,
                    what
                            + " has "
                            + Quoted.count(elements, "value")
                            + " of "
                            + type
                            + ", not whole bytes");
        }
        return new Extent(elements, bits / Byte.SIZE);
    }
}
