package dev.distil4j.loaders;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor that a model needs.
 *
 * @param name the canonical name: without the model's prefix, LayerNorm's tensors as {@code
 *     weight} and {@code bias}
 * @param shape the dimensions, outermost first
 */
public record TensorSpec(String name, List<Long> shape) {

    /** Takes an unmodifiable copy of the shape. */
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /** A tensor of that name with these dimensions. */
    public static TensorSpec of(String name, long... shape) {
        return new TensorSpec(name, Arrays.stream(shape).boxed().toList());
    }
}
