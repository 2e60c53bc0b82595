package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.Offer;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.Threads;

import org.jocl.CL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The devices of a machine that has OpenCL. */
@Tag("opencl")
final class OpenClDevicesTest {

    @Test
    void aDeviceTellsWhatItIsAndWhatItHas() {
        Devices devices = Devices.find();
        assertThat(devices.refusal()).isEmpty();
        Device device = devices.list().getFirst();
        assertThat(device.index()).isZero();
        assertThat(device.refusal()).isEmpty();
        assertThat(device.name()).isNotBlank();
        assertThat(device.platform()).isNotBlank();
        assertThat(device.driver()).isNotBlank();
        assertThat(device.version()).startsWith("OpenCL ");
        Device.Limits limits = device.limits();
        assertThat(limits.computeUnits()).isPositive();
        assertThat(limits.memory()).isGreaterThan(64 << 20);
        assertThat(limits.maxAllocation()).isBetween(1L << 20, limits.memory());
        assertThat(limits.localMemory()).isBetween(16L << 10, limits.memory());
        assertThat(limits.maxWorkGroup()).isBetween(128, 1 << 20);
    }

    @Test
    void aProgramThatWantsJoclToThrowFindsTheSame() {
        Devices devices = Devices.find();
        CL.setExceptionsEnabled(true);
        try {
            assertThat(Devices.find()).isEqualTo(devices);
        } finally {
            CL.setExceptionsEnabled(false);
        }
    }

    @Test
    void theBackendOfADeviceSaysWhatItRunsOn() {
        Device device = Devices.find().ranked().getFirst();
        for (String name : new String[] {"opencl", device.backend()}) {
            Backends.Choice choice = Backends.named(name, Threads.callerOnly(), Precision.F32);
            try (Backend backend = choice.backend()) {
                assertThat(backend.name()).isEqualTo(device.backend());
                assertThat(backend.device()).startsWith(device.name()).contains(device.driver());
                assertThat(choice.refusals()).isEmpty();
            }
        }
    }

    @Test
    void aDeviceProvesItselfInHalvesAndRefusesBf16() {
        try (Backend backend =
                Backends.named("opencl", Threads.callerOnly(), Precision.F16).backend()) {
            assertThat(backend.kernels()).contains("float16");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backends.named("opencl", Threads.callerOnly(), Precision.BF16))
                .withMessageContaining(": OpenCL has no products in bf16; choose f16 or f32");
    }

    @Test
    void autoGpuTakesNoCpuThroughOpenCl() {
        boolean anyGpu = Devices.find().list().stream().anyMatch(d -> d.type() == Device.Type.GPU);
        Backends.Choice choice = Backends.named("auto-gpu", Threads.callerOnly());
        try (Backend backend = choice.backend()) {
            assertThat(backend.name().startsWith("opencl:")).isEqualTo(anyGpu);
            if (!anyGpu) {
                assertThat(choice.refusals())
                        .first()
                        .isEqualTo(new Offer.Refused("opencl", "no device here is a GPU", ""));
            }
        }
    }
}
