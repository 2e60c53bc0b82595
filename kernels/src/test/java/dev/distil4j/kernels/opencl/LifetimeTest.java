package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.KernelTime;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What is closed frees the device when the last one goes, and not before. */
@Tag("opencl")
final class LifetimeTest {

    private static final TokenBatch ANY = TokenBatch.of(0);
    private static final int DIM = 300;
    private static final Matrix WEIGHT =
            Matrix.of(DIM, DIM, RandomValues.normal(1, DIM * DIM, 0.1));
    private static final float[] X = RandomValues.normal(2, DIM * DIM, 1);

    /** Products one after the other, so that much is enqueued. */
    private static Tensor chain(Call call, Linear layer) {
        Tensor x = call.tensor(DIM, DIM, X);
        for (int i = 0; i < 10; i++) {
            x = call.retain(call.linear(x, layer, Activation.TANH));
        }
        return x;
    }

    private static float[] expected() {
        try (OpenClBackend backend = TestDevice.backend();
                Weights weights = backend.prepare();
                Call call = backend.begin(ANY)) {
            return call.read(chain(call, weights.linear(WEIGHT, new float[DIM])));
        }
    }

    @Test
    void aCallGoesOnAfterItsBackendIsClosed() {
        OpenClBackend backend = TestDevice.backend();
        Weights weights = backend.prepare();
        Linear layer = weights.linear(WEIGHT, new float[DIM]);
        Call call = backend.begin(ANY);
        backend.close();
        assertThat(call.read(chain(call, layer))).isEqualTo(expected());
        call.close();
        weights.close();
        assertThatIllegalStateException()
                .isThrownBy(backend::prepare)
                .withMessage("the backend %s is closed", backend.name());
    }

    @Test
    void weightsLastUntilWhatWasBegunWithThemIsDone() {
        try (OpenClBackend backend = TestDevice.backend()) {
            Weights weights = backend.prepare();
            Linear layer = weights.linear(WEIGHT, new float[DIM]);
            try (Call call = backend.begin(ANY)) {
                Tensor y = chain(call, layer);
                weights.close();
                assertThat(call.read(y)).isEqualTo(expected());
            }
        }
    }

    @Test
    void aCallThatReadsNothingLeavesLaterOnesAlone() {
        try (OpenClBackend backend = TestDevice.backend();
                Weights weights = backend.prepare()) {
            Linear layer = weights.linear(WEIGHT, new float[DIM]);
            float[] expected = expected();
            for (int i = 0; i < 5; i++) {
                try (Call call = backend.begin(ANY)) {
                    chain(call, layer);
                }
                try (Call call = backend.begin(ANY)) {
                    assertThat(call.read(chain(call, layer))).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void uploadsBeyondTheStagingArriveWhole() {
        float[] values = new float[1_000_003]; // nearly four times what is staged at once
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        try (OpenClBackend backend = TestDevice.backend();
                Weights weights = backend.prepare();
                Call call = backend.begin(ANY)) {
            chain(call, weights.linear(WEIGHT, new float[DIM])); // uploads wait behind it
            Tensor first = call.tensor(1, values.length, values);
            Tensor second = call.tensor(1, 3, new float[] {7, 8, 9});
            assertThat(call.read(first)).isEqualTo(values);
            assertThat(call.read(second)).containsExactly(7, 8, 9);
        }
    }

    @Test
    void anObserverIsToldOfEveryKernel() {
        List<KernelTime> times = new ArrayList<>();
        try (Backend backend = OpenClBackends.observed(TestDevice.get().about(), times::add);
                Weights weights = backend.prepare()) {
            Linear layer = weights.linear(WEIGHT, new float[DIM]);
            times.clear(); // of what proved the device
            try (Call call = backend.begin(ANY)) {
                call.read(chain(call, layer));
            }
        }
        assertThat(times).hasSize(10).allMatch(time -> time.kernel().equals("linear"));
        assertThat(times).allMatch(time -> time.nanos() > 0);
    }
}
