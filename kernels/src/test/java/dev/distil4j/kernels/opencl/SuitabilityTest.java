package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Device;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said against a device before it is tried. */
final class SuitabilityTest {

    private static final long MB = 1 << 20;
    private static final Device.Limits ENOUGH = limits(64 * MB, 16 << 10, 128);

    private static Device.Limits limits(long memory, long localMemory, int maxWorkGroup) {
        return new Device.Limits(1, 1000, memory, true, memory, localMemory, maxWorkGroup);
    }

    private static String refusal(
            boolean available, boolean compiler, String version, Device.Limits limits) {
        return new Suitability(available, compiler, version, limits)
                .refusal("opencl:1")
                .map(Object::toString)
                .orElse("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"OpenCL 1.2 CUDA", "OpenCL 3.0 PoCL HSTR: x", "OpenCL 2.0", "OpenCL 10.0 "})
    void nothingSpeaksAgainstADeviceWithJustEnough(String version) {
        assertThat(refusal(true, true, version, ENOUGH)).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenCL 1.1 Mesa", "OpenCL 0.9", "", "CUDA 12.4", "OpenCL 1.20000"})
    void anOldVersionOrAnUnknownOneIsRefused(String version) {
        assertThat(refusal(true, true, version, ENOUGH))
                .isEqualTo(
                        "opencl:1: it speaks '%s', and 1.2 is needed; install a newer driver"
                                .formatted(version));
    }

    @Test
    void aDeviceThatIsNotAvailableIsRefused() {
        assertThat(refusal(false, true, "OpenCL 3.0", ENOUGH))
                .isEqualTo(
                        "opencl:1: its driver says that it is not available;"
                                + " see that it is free and that you may use it");
    }

    @Test
    void aDriverWithoutACompilerIsRefused() {
        assertThat(refusal(true, false, "OpenCL 3.0", ENOUGH))
                .isEqualTo("opencl:1: its driver has no compiler; install the full driver");
    }

    @Test
    void tooLittleOfSomethingIsRefusedWithTheAmounts() {
        assertThat(refusal(true, true, "OpenCL 1.2", limits(64 * MB - 1024, 16 << 10, 128)))
                .isEqualTo("opencl:1: it has 65,535 KB of memory, and 65,536 KB are needed");
        assertThat(refusal(true, true, "OpenCL 1.2", limits(64 * MB, 15 << 10, 128)))
                .isEqualTo("opencl:1: it has 15 KB of local memory, and 16 KB are needed");
        assertThat(refusal(true, true, "OpenCL 1.2", limits(64 * MB, 16 << 10, 127)))
                .isEqualTo("opencl:1: its work-groups have at most 127 items, and 128 are needed");
    }
}
