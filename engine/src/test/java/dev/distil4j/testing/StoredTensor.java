package dev.distil4j.testing;

import java.util.List;

/**
 * A float32 tensor to be written to a checkpoint.
 *
 * @param shape the dimensions, outermost first
 * @param values by their place in row-major order
 */
public record StoredTensor(List<Integer> shape, Values values) {

    /** One value after the other, computed when it is written. */
    @FunctionalInterface
    public interface Values {
        /** The value at that place. */
        float at(int i);
    }

    /** Number of values. */
    public int count() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The same values in another shape, or some of them. */
    public StoredTensor reshape(Integer... dimensions) {
        return new StoredTensor(List.of(dimensions), values);
    }
}
