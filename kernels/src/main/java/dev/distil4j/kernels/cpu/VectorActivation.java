package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;

import jdk.incubator.vector.FloatVector;

/** The activations in place, over {@code from} to {@code to} of an array. */
final class VectorActivation {

    private VectorActivation() {}

    static void apply(Activation activation, float[] x, int from, int to) {
        switch (activation) {
            case IDENTITY -> {}
            case GELU -> gelu(x, from, to);
            case RELU -> relu(x, from, to);
            case TANH -> tanh(x, from, to);
        }
    }

    private static void gelu(float[] x, int from, int to) {
        int bound = from + Lanes.FLOATS.loopBound(to - from);
        for (int i = from; i < bound; i += Lanes.COUNT) {
            VectorMath.gelu(FloatVector.fromArray(Lanes.FLOATS, x, i)).intoArray(x, i);
        }
        if (bound < to) {
            var rest = Lanes.FLOATS.indexInRange(bound, to);
            FloatVector tail = FloatVector.fromArray(Lanes.FLOATS, x, bound, rest);
            VectorMath.gelu(tail).intoArray(x, bound, rest);
        }
    }

    private static void relu(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Math.max(x[i], 0);
        }
    }

    private static void tanh(float[] x, int from, int to) {
        int bound = from + Lanes.FLOATS.loopBound(to - from);
        for (int i = from; i < bound; i += Lanes.COUNT) {
            VectorMath.tanh(FloatVector.fromArray(Lanes.FLOATS, x, i)).intoArray(x, i);
        }
        if (bound < to) {
            var rest = Lanes.FLOATS.indexInRange(bound, to);
            FloatVector tail = FloatVector.fromArray(Lanes.FLOATS, x, bound, rest);
            VectorMath.tanh(tail).intoArray(x, bound, rest);
        }
    }
}
