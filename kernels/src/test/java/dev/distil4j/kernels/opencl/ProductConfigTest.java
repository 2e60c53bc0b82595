package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** However a product is cut, it has the same bits. */
final class ProductConfigTest {

    /** Tiles of all sorts: one item, one row, items with more to bring than others. */
    private static final List<ProductConfig> CONFIGS =
            List.of(
                    ProductConfig.MEDIUM,
                    ProductConfig.SMALL,
                    new ProductConfig(1, 1, 4, 1, 1),
                    new ProductConfig(1, 16, 32, 1, 2),
                    new ProductConfig(32, 8, 8, 4, 8),
                    new ProductConfig(10, 6, 12, 5, 2));

    /** Rows, inputs and outputs. */
    private static final int[][] SIZES = {
        {1, 1, 1}, {3, 5, 7}, {33, 64, 65}, {130, 100, 9}, {64, 260, 128}, {129, 17, 200},
    };

    @Tag("opencl")
    @Test
    void everyConfigurationGivesTheSameBits() {
        AtomicReference<ProductConfig> config = new AtomicReference<>(ProductConfig.LARGE);
        try (OpenClBackend backend =
                new OpenClBackend(
                        TestDevice.get(),
                        new Tuning(
                                "",
                                (_, _, _) -> List.of(config.getPlain()),
                                (_, _, _) -> List.of(MmaConfig.SMALL)))) {
            for (int[] size : SIZES) {
                config.setPlain(ProductConfig.LARGE);
                int[] expected = product(backend, size[0], size[1], size[2]);
                for (ProductConfig other : CONFIGS) {
                    config.setPlain(other);
                    assertThat(product(backend, size[0], size[1], size[2]))
                            .as("%s of %s", other, Arrays.toString(size))
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static int[] product(OpenClBackend backend, int rows, int in, int out) {
        float[] x = RandomValues.normal(1, rows * in, 1);
        float[] w = RandomValues.normal(2, in * out, 1);
        float[] bias = RandomValues.normal(3, out, 1);
        try (Weights weights = backend.prepare();
                Call call = backend.begin(TokenBatch.of(0))) {
            return Bits.of(
                    call.read(
                            call.linear(
                                    call.tensor(rows, in, x),
                                    weights.linear(Matrix.of(out, in, w), bias),
                                    Activation.GELU)));
        }
    }

    @Test
    void tilesAreCutWithoutRemainder() {
        refuses(new int[] {128, 128, 6, 8, 8}, "a tile of 128x128x6 can't be cut");
        refuses(new int[] {128, 128, 0, 8, 8}, "a tile of 128x128x0 can't be cut");
        refuses(new int[] {0, 128, 8, 8, 8}, "a tile of 0x128x8 can't be cut");
        refuses(new int[] {128, 0, 8, 8, 8}, "a tile of 128x0x8 can't be cut");
        refuses(new int[] {128, 128, 8, 0, 8}, "for items of 0x8");
        refuses(new int[] {128, 128, 8, 8, 0}, "for items of 8x0");
        refuses(new int[] {10, 128, 8, 3, 8}, "for items of 3x8");
        refuses(new int[] {128, 10, 8, 8, 3}, "for items of 8x3");
    }

    private static void refuses(int[] sizes, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ProductConfig(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]))
                .withMessageContaining(message);
    }

    @Test
    void aTileKnowsWhatItTakes() {
        assertThat(ProductConfig.LARGE.itemsDown()).isEqualTo(16);
        assertThat(ProductConfig.LARGE.itemsAcross()).isEqualTo(16);
        assertThat(ProductConfig.LARGE.items()).isEqualTo(16 * 16);
        assertThat(ProductConfig.LARGE.localBytes()).isEqualTo(2 * 128 * (16 + 4) * 4);
        assertThat(ProductConfig.LARGE.groups(129, 128)).isEqualTo(2);
        assertThat(ProductConfig.LARGE.groups(128, 257)).isEqualTo(3);
    }

    @Test
    void aDeviceWithJustEnoughHasRoomForATile() {
        long bytes = ProductConfig.LARGE.localBytes();
        assertThat(fits(bytes, 256)).isTrue();
        assertThat(fits(bytes - 1, 256)).isFalse();
        assertThat(fits(bytes, 255)).isFalse();
    }

    private static boolean fits(long localMemory, int maxWorkGroup) {
        return ProductConfig.LARGE.fits(
                ImaginaryDevice.with("GPU", "1", 1, localMemory, maxWorkGroup));
    }
}
