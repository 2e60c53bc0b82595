package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.BiConsumer;

/** Tiles that a device fails to run give way to those that stand in for them. */
@Tag("opencl")
final class TrialsTest {

    /** 16,384 items: more than a work-group of any device has. */
    private static final ProductConfig LARGE = new ProductConfig(128, 128, 16, 1, 1);

    private static final ProductConfig SMALL = ProductConfig.SMALL;

    /** Does something else in the place of the product. */
    private record Fake(List<String> sources, BiConsumer<Lane, Product> deed) implements Product {

        @Override
        public List<String> defines() {
            return List.of();
        }

        @Override
        public void multiply(
                Lane lane, DeviceBuffer x, OpenClLinear layer, DeviceBuffer y, int rows) {
            deed.accept(lane, this);
        }
    }

    private static OpenClBackend backend(ProductConfig... tiles) {
        return new OpenClBackend(
                TestDevice.get(),
                new Tuning(
                        "tested",
                        (_, _, _) -> List.of(tiles),
                        (_, _, _) -> List.of(MmaConfig.SMALL)));
    }

    private static int[] product(OpenClBackend backend) {
        try (Weights weights = new OpenClWeights(backend, backend.context(), Storage.F32);
                Call call = backend.begin(TokenBatch.of(0))) {
            return Bits.of(
                    call.read(
                            call.linear(
                                    call.tensor(3, 7, RandomValues.normal(1, 21, 1)),
                                    layer(weights),
                                    Activation.GELU)));
        }
    }

    private static OpenClLinear layer(Weights weights) {
        return (OpenClLinear)
                weights.linear(
                        Matrix.of(5, 7, RandomValues.normal(2, 35, 1)),
                        RandomValues.normal(3, 5, 1));
    }

    @Test
    void workGroupsThatAreTooLargeGiveWayAndAreTold() {
        try (OpenClBackend backend = backend(LARGE, SMALL);
                OpenClBackend small = backend(SMALL)) {
            assertThat(backend.kernels()).startsWith("products in tiles that are tested; ");
            int[] expected = product(small);
            assertThat(product(backend)).isEqualTo(expected);
            assertThat(product(backend)).isEqualTo(expected);
            assertThat(backend.kernels())
                    .startsWith(
                            "products in tiles that are tested, not in 128x128x16 by 1x1 (running"
                                    + " linear ended with CL_INVALID_WORK_GROUP_SIZE); ");
            assertThat(small.kernels()).startsWith("products in tiles that are tested; ");
        }
    }

    @Test
    void whereNothingStandsInTheCallFails() {
        try (OpenClBackend backend = backend(LARGE)) {
            assertThatExceptionOfType(DeviceException.class)
                    .isThrownBy(() -> product(backend))
                    .withMessageContaining("running linear ended with CL_INVALID_WORK_GROUP_SIZE");
        }
    }

    @Test
    void whatTheCompilerRefusesGivesWay() {
        assertGivesWay(
                new Fake(List.of("mma_unknown.cl"), (lane, fake) -> lane.kernel(fake, "linear")),
                "its compiler refuses them");
    }

    /** Were it an error of the call, that would try again with smaller batches. */
    @Test
    void whatFindsNoRoomGivesWay() {
        assertGivesWay(
                new Fake(List.of(), (lane, _) -> lane.next(1 << 15, 1 << 15, Storage.F32)),
                "no memory left");
    }

    private static void assertGivesWay(Fake fake, String reason) {
        OpenClDevice device = TestDevice.withMemory(1 << 30, 1 << 30);
        try (OpenClBackend backend = new OpenClBackend(device, Tuning.defaults(device));
                Weights weights = new OpenClWeights(backend, backend.context(), Storage.F32)) {
            OpenClLinear layer = layer(weights);
            Trials trials = new Trials(backend.context());
            Product taken =
                    trials.first(
                            List.of(LARGE, ProductConfig.MEDIUM, SMALL),
                            tiles ->
                                    tiles.equals(LARGE)
                                            ? fake
                                            : LinearProgram.of(tiles, layer, Activation.IDENTITY),
                            layer);
            assertThat(taken)
                    .isEqualTo(LinearProgram.of(ProductConfig.MEDIUM, layer, Activation.IDENTITY));
            assertThat(trials.told())
                    .startsWith(", not in 128x128x16 by 1x1 (")
                    .contains(reason)
                    .endsWith(")");
        }
    }
}
