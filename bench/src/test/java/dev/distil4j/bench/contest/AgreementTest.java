package dev.distil4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AgreementTest {

    private final Workload workload = new MatrixProduct(1, 2, 3);

    @Test
    void theDifferenceIsInUnitsOfTheLargestValue() {
        float[] expected = {-2, 1};
        float[] result = {-2, 1.0001f};
        assertThat(workload.requireAgreement("peer", result, expected)).isBetween(4e-5, 6e-5);
    }

    @Test
    void aLargerDifferenceIsRefused() {
        float[] expected = {-2, 1};
        float[] result = {-2, 1.001f};
        assertThatThrownBy(() -> workload.requireAgreement("peer", result, expected))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("product:1x2x3: peer differs");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        float[] expected = {1, 1};
        float[] result = {Float.NaN, 1};
        assertThatThrownBy(() -> workload.requireAgreement("peer", result, expected))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherNumberOfValuesIsRefused() {
        assertThatThrownBy(() -> workload.requireAgreement("peer", new float[1], new float[2]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1 values, not 2");
    }
}
