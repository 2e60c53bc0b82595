package dev.distil4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatrixProductTest {

    @Test
    void thePackedProductIsTheProduct() {
        MatrixProduct product = MatrixProduct.of("7x24x40");
        float[] expected = new float[7 * 40];
        for (int r = 0; r < 7; r++) {
            for (int o = 0; o < 40; o++) {
                double sum = 0;
                for (int i = 0; i < 24; i++) {
                    sum += (double) product.x()[r * 24 + i] * product.weight()[o * 24 + i];
                }
                expected[r * 40 + o] = (float) sum;
            }
        }
        try (Contender contender = product.open("distil4j", 1)) {
            contender.run();
            contender.run();
            assertThat(product.requireAgreement("distil4j", contender.result(), expected))
                    .isLessThan(1e-6);
        }
    }
}
