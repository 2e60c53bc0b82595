package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reference's own reference: values of mpmath 1.3.0 with 40 digits, {@code erfc(x)} and {@code
 * x·ncdf(x)}, written with 17.
 */
final class ScalarActivationTest {

    @ParameterizedTest
    @CsvSource({
        "0.0, 1.0",
        "1e-08, 0.99999998871620833",
        "-1e-08, 1.0000000112837917",
        "0.1, 0.8875370839817151",
        "-0.1, 1.1124629160182849",
        "0.5, 0.47950012218695346",
        "-0.5, 1.5204998778130465",
        "1.0, 0.15729920705028513",
        "-1.0, 1.8427007929497149",
        "1.7, 0.016209541409225439",
        "2.4, 0.00068851389664507889",
        "-2.4, 1.9993114861033549",
        "2.4999, 0.00040716990033345138",
        "2.5, 0.00040695201744495894",
        "-2.5, 1.999593047982555",
        "2.5001, 0.00040673424347067974",
        "3.0, 2.2090496998585441e-5",
        "-3.0, 1.9999779095030014",
        "4.0, 1.5417257900280019e-8",
        "5.0, 1.5374597944280349e-12",
        "-5.0, 1.9999999999984625",
        "6.5, 3.8421483271206475e-20",
        "8.0, 1.1224297172982927e-29",
        "10.0, 2.0884875837625448e-45",
        "15.0, 7.2129941724512067e-100",
        "20.0, 5.3958656116079009e-176",
        "26.0, 5.6631924088561428e-296"
    })
    void erfcHasFourteenDigits(double x, double expected) {
        assertThat(ScalarActivation.erfc(x)).isCloseTo(expected, within(1e-14));
        // In the tail, where 1 - erf is not used, they are digits of the value itself.
        if (x >= 2.5) {
            assertThat(ScalarActivation.erfc(x)).isCloseTo(expected, within(1e-13 * expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e-06, 5.0000039894228038e-7",
        "-1e-06, -4.9999960105771958e-7",
        "0.1, 0.053982783727702901",
        "-0.1, -0.046017216272297104",
        "0.5, 0.34573123063700655",
        "-0.5, -0.15426876936299345",
        "0.75179, 0.58181879252059784",
        "-0.75179, -0.16997120747940212",
        "1.0, 0.84134474606854295",
        "-1.0, -0.15865525393145705",
        "2.0, 1.9544997361036416",
        "-2.0, -0.045500263896358414",
        "3.0, 2.9959503059051097",
        "-3.0, -0.0040496940948902836",
        "3.5, 3.4991857982233757",
        "-3.5, -0.00081420177662433763",
        "3.6, 3.599427209075433",
        "-3.6, -0.00057279092456712179",
        "4.5, 4.4999847104709387",
        "-4.5, -1.5289529061285272e-5",
        "6.0, 5.9999999940804741",
        "-6.0, -5.9195258702261888e-9",
        "8.0, 7.999999999999995",
        "-8.0, -4.9767684594174273e-15",
        "10.0, 10.0",
        "-10.0, -7.6198530241605261e-23",
        "12.0, 12.0",
        "-12.0, -2.1317785344932148e-32",
        "20.0, 20.0",
        "-20.0, -5.5072482372124674e-88",
        "30.0, 30.0",
        "-30.0, -1.4720141781444561e-196"
    })
    void geluHasFourteenDigits(double x, double expected) {
        double magnitude = Math.max(1, Math.abs(x));
        assertThat(ScalarActivation.gelu(x)).isCloseTo(expected, within(1e-14 * magnitude));
        assertThat(NormalDistribution.gelu(x)).isCloseTo(expected, within(1e-14 * magnitude));
    }

    @Test
    void geluGoesToItsLimits() {
        assertThat(ScalarActivation.gelu(Double.POSITIVE_INFINITY))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(ScalarActivation.gelu(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(ScalarActivation.gelu(-0.0)).isEqualTo(-0.0);
        assertThat(ScalarActivation.gelu(Double.NaN)).isNaN();
    }

    @Test
    void geluAgreesWithOtherFormulasEverywhere() {
        for (double x = -30; x <= 30; x += 1e-3) {
            assertThat(ScalarActivation.gelu(x))
                    .isCloseTo(
                            NormalDistribution.gelu(x), within(1e-14 * Math.max(1, Math.abs(x))));
        }
    }
}
