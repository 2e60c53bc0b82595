package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Precision;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Tensor cores are used where a small product was compiled, run and right. */
@Tag("opencl")
final class TensorCoresTest {

    private static final OpenClContext CONTEXT = HalfProducts.PORTABLE.backend().context();

    @Test
    void emulatedOnesAreUsed() {
        assertThat(HalfProducts.TENSOR_CORES.cores().refusal(CONTEXT)).isEmpty();
        assertThat(HalfProducts.TENSOR_CORES_HASTY.cores().refusal(CONTEXT)).isEmpty();
    }

    /** Which is what a device shows when a precision is first asked for. */
    @Test
    void aWholeLayerAgreesWithTheScalarBackend() {
        HalfProducts.TENSOR_CORES.backend().prepare(Precision.F16).close();
    }

    @Test
    void onesThatMultiplyWronglyAreRefused() {
        assertThat(HalfProducts.emulated("mma_emulated.cl", "mma_wrong.cl").refusal(CONTEXT))
                .contains("a product was wrong");
    }

    @Test
    void onesThatDoNotCompileAreRefusedWithTheLog() {
        assertThat(HalfProducts.emulated("mma_unknown.cl").refusal(CONTEXT))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("this_device_has_no_mma"));
    }

    @Test
    void instructionsOfAnotherMakersDeviceAreNotTried() {
        assertThat(TensorCores.PTX.refusal(CONTEXT)).contains("only NVIDIA's are known");
    }

    /** Attention's work-groups take as much as the smallest ones of products, and no more items. */
    @Test
    void aDeviceWithoutRoomForTheirSmallestWorkGroupsIsNotProbed() {
        long bytes = MmaConfig.SMALL.localBytes();
        assertThat(refusalWithLocalMemory(bytes)).isEmpty();
        assertThat(refusalWithLocalMemory(bytes - 1))
                .contains("the device has no room for their work-groups");
    }

    private static Optional<String> refusalWithLocalMemory(long bytes) {
        OpenClDevice device = TestDevice.withWorkGroups(bytes, 1024);
        try (OpenClBackend backend =
                new OpenClBackend(
                        device, Tuning.defaults(device), HalfProducts.TENSOR_CORES.cores())) {
            return backend.programs().tensorCoresRefusal();
        }
    }
}
