package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** A device that computes wrongly is refused; here another backend plays the device. */
final class SelfCheckTest {

    private static final SelfCheck CHECK = new SelfCheck("Abacus", 256);

    private static void check(Precision precision, Function<Call, Call> device) {
        try (Backend backend = Backends.best(Threads.callerOnly()).backend();
                Weights weights = backend.prepare(precision)) {
            CHECK.run(precision, weights, batch -> device.apply(backend.begin(batch)));
        }
    }

    /** A call whose results have {@code error} added to the last value. */
    private static Call off(Call call, float error) {
        return (Call)
                Proxy.newProxyInstance(
                        Call.class.getClassLoader(),
                        new Class<?>[] {Call.class},
                        (_, method, arguments) -> {
                            try {
                                Object result = method.invoke(call, arguments);
                                if (result instanceof float[] values) {
                                    values[values.length - 1] += error;
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void anotherWayOfRoundingIsNoError(Precision precision) {
        assertThatCode(() -> check(precision, Function.identity())).doesNotThrowAnyException();
        assertThatCode(() -> check(precision, call -> off(call, 1e-4f))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"F32, 0.002, 0.001", "F32, NaN, 0.001", "F16, 0.06, 0.05", "F16, Infinity, 0.05"})
    void aValueThatIsFarOffRefusesTheDeviceWithTheDifference(
            Precision precision, float error, String allowed) {
        assertThatThrownBy(() -> check(precision, call -> off(call, error)))
                .isInstanceOf(DeviceException.class)
                .hasMessageMatching(
                        "Abacus computes wrongly in %s: values around 1 are off by %s, and %s is allowed; update its driver, or choose another backend"
                                .formatted(
                                        precision == Precision.F32 ? "f32" : "f16",
                                        Float.isFinite(error) ? "0\\.\\d+" : String.valueOf(error),
                                        allowed.replace(".", "\\.")));
    }
}
