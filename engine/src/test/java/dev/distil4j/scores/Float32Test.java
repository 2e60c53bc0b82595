package dev.distil4j.scores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Golden;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** What equal, infinite and missing numbers do, and that sums have numpy's order. */
class Float32Test {

    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    private static int argmax(float... scores) {
        return Float32.argmax(scores);
    }

    @Test
    void theLargestIsFoundWhereverItIs() {
        assertThat(argmax(3)).isZero();
        assertThat(argmax(3, 2, 1)).isZero();
        assertThat(argmax(1, 3, 2)).isEqualTo(1);
        assertThat(argmax(1, 2, 3)).isEqualTo(2);
        assertThat(argmax(-3, -1, -2)).isEqualTo(1);
    }

    @Test
    void theFirstOfEqualOnesIsTheLargest() {
        assertThat(argmax(1, 1, 1)).isZero();
        assertThat(argmax(0, 2, 2, 1)).isEqualTo(1);
        assertThat(argmax(-0f, 0f)).isZero();
        assertThat(argmax(0f, -0f)).isZero();
    }

    @Test
    void infinitiesAreNumbers() {
        assertThat(argmax(1, INF, 2, INF)).isEqualTo(1);
        assertThat(argmax(-INF, -INF)).isZero();
        assertThat(argmax(-INF, -Float.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void theFirstThatIsNoNumberIsTheLargest() {
        assertThat(argmax(NAN, 1)).isZero();
        assertThat(argmax(1, 2, NAN, 3, NAN)).isEqualTo(2);
        assertThat(argmax(INF, NAN)).isEqualTo(1);
    }

    @Test
    void sumsAndMeansHaveTheBitsOfNumpy() {
        JsonNode sums = Golden.read("token-classification-rules.json").get("sums");
        assertThat(sums).isNotEmpty();
        for (JsonNode sum : sums) {
            int count = sum.get("count").intValue();
            float[] numbers = new float[count + 1];
            for (int i = 0; i < count; i++) {
                numbers[i] = 1f / (i + 3);
            }
            numbers[count] = Float.NaN;
            assertThat(Float32.sum(numbers, 0, count))
                    .as("sum of %d", count)
                    .isEqualTo(sum.get("sum").floatValue());
            assertThat(Float32.nanmean(numbers))
                    .as("mean of %d", count)
                    .isEqualTo(sum.get("nanmean_with_a_nan").floatValue());
        }
    }
}
