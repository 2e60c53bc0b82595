package dev.distil4j.model;

import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Tensor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Keeps what every operation of a call computes: by the weights that it used, if it used any. */
final class Recording {

    private final Call call;
    private final IdentityHashMap<Object, float[]> byWeights = new IdentityHashMap<>();
    private final List<float[]> attentions = new ArrayList<>();

    Recording(Call call) {
        this.call = call;
    }

    /** Passes each operation on to the call that is recorded. */
    Call call() {
        return (Call)
                Proxy.newProxyInstance(
                        Call.class.getClassLoader(),
                        new Class<?>[] {Call.class},
                        (proxy, method, arguments) -> invoke(method, arguments));
    }

    /** What the operation with these weights computed. */
    float[] resultOf(Object weights) {
        float[] result = byWeights.get(weights);
        if (result == null) {
            throw new IllegalArgumentException("no operation with " + weights);
        }
        return result;
    }

    /** What the attention of block {@code i} computed. */
    float[] attention(int i) {
        return attentions.get(i);
    }

    private Object invoke(Method operation, Object[] arguments) throws Throwable {
        Object result;
        try {
            result = operation.invoke(call, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (result instanceof Tensor tensor) {
            // At once, since later operations may be given the same memory.
            float[] values = call.read(tensor);
            for (Object argument : arguments) {
                if (isWeights(argument)) {
                    byWeights.put(argument, values);
                }
            }
            if (operation.getName().equals("attention")) {
                attentions.add(values);
            }
        }
        return result;
    }

    private static boolean isWeights(Object argument) {
        return argument instanceof Embeddings
                || argument instanceof Linear
                || argument instanceof LayerNorm;
    }
}
