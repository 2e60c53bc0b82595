package dev.distil4j.model;

import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Weights;
import dev.distil4j.loaders.NamedTensor;
import dev.distil4j.loaders.TensorSpec;

import java.util.List;
import java.util.Map;

/**
 * Hands the tensors of a checkpoint to a backend, layer by layer, by the layer's name.
 *
 * @param tensors by name; the file they lie in is open
 */
record WeightReader(Map<String, NamedTensor> tensors, Weights weights) {

    Linear linear(String name) {
        return linear(name + ".weight", name + ".bias");
    }

    /** A layer whose tensors do not share a name. */
    Linear linear(String weight, String bias) {
        return weights.linear(matrix(weight), vector(bias));
    }

    /** Two layers over the same input as one: the outputs of the first, then of the second. */
    Linear stacked(String first, String second) {
        float[] top = vector(first + ".bias");
        float[] bottom = vector(second + ".bias");
        float[] bias = new float[top.length + bottom.length];
        System.arraycopy(top, 0, bias, 0, top.length);
        System.arraycopy(bottom, 0, bias, top.length, bottom.length);
        return weights.linear(
                Matrix.stack(matrix(first + ".weight"), matrix(second + ".weight")), bias);
    }

    LayerNorm layerNorm(String name, double eps) {
        return weights.layerNorm(vector(name + ".weight"), vector(name + ".bias"), (float) eps);
    }

    Matrix matrix(String name) {
        NamedTensor tensor = tensor(name);
        long[] shape = tensor.shape();
        int rows = Math.toIntExact(shape[0]);
        int cols = Math.toIntExact(shape[1]);
        return new Matrix() {
            @Override
            public int rows() {
                return rows;
            }

            @Override
            public int cols() {
                return cols;
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                tensor.read(from, into, at, count);
            }

            @Override
            public String toString() {
                return tensor.name();
            }
        };
    }

    static void linearTensors(String name, int out, int in, List<TensorSpec> into) {
        into.add(TensorSpec.of(name + ".weight", out, in));
        into.add(TensorSpec.of(name + ".bias", out));
    }

    static void layerNormTensors(String name, int dim, List<TensorSpec> into) {
        into.add(TensorSpec.of(name + ".weight", dim));
        into.add(TensorSpec.of(name + ".bias", dim));
    }

    private float[] vector(String name) {
        NamedTensor tensor = tensor(name);
        float[] values = new float[Math.toIntExact(tensor.elementCount())];
        tensor.read(0, values, 0, values.length);
        return values;
    }

    private NamedTensor tensor(String name) {
        NamedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor " + name + " was planned");
        }
        return tensor;
    }
}
