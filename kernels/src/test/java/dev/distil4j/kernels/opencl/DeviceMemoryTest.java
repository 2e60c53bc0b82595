package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceMemoryException;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A device that is full says so, and computes what fits afterwards. */
@Tag("opencl")
final class DeviceMemoryTest {

    private static final TokenBatch ANY = TokenBatch.of(0);
    private static final int MEGABYTE = 1 << 20;

    private static OpenClBackend backend(long memory, long maxAllocation) {
        OpenClDevice device = TestDevice.withMemory(memory, maxAllocation);
        return new OpenClBackend(device, Tuning.defaults(device));
    }

    /** Makes tensors of that many megabytes, and reads the last value of each. */
    private static void fill(Call call, int... megabytes) {
        for (int size : megabytes) {
            float[] values = new float[size * MEGABYTE / Float.BYTES];
            values[values.length - 1] = size;
            assertThat(call.read(call.tensor(1, values.length, values))).endsWith(size);
        }
    }

    @Test
    void tensorsThatDoNotFitTogetherAreRefused() {
        try (OpenClBackend backend = backend(10 * MEGABYTE, 8 * MEGABYTE);
                Call call = backend.begin(ANY)) {
            fill(call, 4, 4);
            assertThatExceptionOfType(DeviceMemoryException.class)
                    .isThrownBy(() -> fill(call, 3))
                    .withMessageStartingWith(backend.context().device().name())
                    .withMessageEndingWith("has no memory left for 3072 KB more of its 10240");
        }
    }

    @Test
    void aTensorThatIsTooLargeInOnePieceIsRefused() {
        try (OpenClBackend backend = backend(100 * MEGABYTE, 8 * MEGABYTE);
                Call call = backend.begin(ANY)) {
            fill(call, 8);
            assertThatExceptionOfType(DeviceMemoryException.class)
                    .isThrownBy(() -> fill(call, 9))
                    .withMessageEndingWith(
                            "gives no more than 8192 KB of memory in one piece, not 9216");
        }
    }

    @Test
    void weightsThatDoNotFitAreRefusedAndTheRestIsGivenBack() {
        Matrix large = Matrix.of(1024, 1024, new float[MEGABYTE]);
        try (OpenClBackend backend = backend(10 * MEGABYTE, 8 * MEGABYTE)) {
            try (Weights weights = backend.prepare()) {
                weights.linear(large, new float[1024]);
                weights.linear(large, new float[1024]);
                assertThatExceptionOfType(DeviceMemoryException.class)
                        .isThrownBy(() -> weights.linear(large, new float[1024]));
            }
            try (Call call = backend.begin(ANY)) {
                fill(call, 8);
            }
        }
    }

    @Test
    void aCallThatFailedLeavesAllMemoryToTheNext() {
        try (OpenClBackend backend = backend(10 * MEGABYTE, 8 * MEGABYTE)) {
            Call idle = backend.begin(ANY);
            Call other = backend.begin(ANY);
            Call failing = backend.begin(ANY);
            float[] half = new float[MEGABYTE / 2 / Float.BYTES];
            idle.tensor(1, half.length, half);
            other.tensor(1, half.length, half);
            idle.close(); // its memory waits for a later call
            other.close();
            fill(failing, 4, 4);
            assertThatExceptionOfType(DeviceMemoryException.class)
                    .isThrownBy(() -> fill(failing, 4));
            failing.close();
            try (Call call = backend.begin(ANY)) {
                fill(call, 8, 2);
            }
        }
    }
}
