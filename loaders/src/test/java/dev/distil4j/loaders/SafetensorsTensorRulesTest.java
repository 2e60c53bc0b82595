package dev.distil4j.loaders;

import static dev.distil4j.loaders.Violations.assertViolation;
import static dev.distil4j.loaders.Violations.bytes;
import static dev.distil4j.loaders.Violations.violationOf;
import static dev.distil4j.loaders.Violations.withLength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** Every rule of the tensors and their layout, broken by literal bytes: length, header, data. */
class SafetensorsTensorRulesTest {

    @Test
    void aTensorThatIsANumberIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "tensor 'a' must be an object but is 1",
                "\7\0\0\0\0\0\0\0" + "{\"a\":1}");
    }

    @Test
    void aTensorThatIsAnArrayIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "tensor 'a' must be an object but is an array",
                "\26\0\0\0\0\0\0\0" + "{\"a\":[\"U8\",[1],[0,1]]}" + "\0");
    }

    @Test
    void aDtypeThatIsANumberIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "dtype must be a string but is 8",
                "\62\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":8,\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void aShapeThatIsANumberIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "shape must be an array but is 1",
                "\63\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":1,\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void aDimensionThatIsAStringIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "must be a whole number but is the string '1'",
                "\67\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[\"1\"],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void aDimensionThatIsNullIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "must be a whole number but is null",
                "\70\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[null],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void offsetsThatAreAnObjectIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "data_offsets must be an array but is an object",
                "\62\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":{}}}"
                        + "\0");
    }

    @Test
    void oneOffsetIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "must be two numbers",
                "\63\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0]}}"
                        + "\0");
    }

    @Test
    void threeOffsetsIsRefused() {
        assertViolation(
                Violation.TENSOR_MALFORMED,
                "must be two numbers",
                "\67\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,2]}}"
                        + "\0");
    }

    @Test
    void aTensorWithoutDtypeIsRefused() {
        assertViolation(
                Violation.FIELD_MISSING,
                "tensor 'a' has no dtype",
                "\50\0\0\0\0\0\0\0" + "{\"a\":{\"shape\":[1],\"data_offsets\":[0,1]}}" + "\0");
    }

    @Test
    void aTensorWithoutShapeIsRefused() {
        assertViolation(
                Violation.FIELD_MISSING,
                "tensor 'a' has no shape",
                "\51\0\0\0\0\0\0\0" + "{\"a\":{\"dtype\":\"U8\",\"data_offsets\":[0,1]}}" + "\0");
    }

    @Test
    void aTensorWithoutOffsetsIsRefused() {
        assertViolation(
                Violation.FIELD_MISSING,
                "tensor 'a' has no data_offsets",
                "\40\0\0\0\0\0\0\0" + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1]}}" + "\0");
    }

    @Test
    void aNegativeDimensionIsRefused() {
        assertViolation(
                Violation.NUMBER_NOT_UNSIGNED,
                "a dimension is -1",
                "\66\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void minusZeroIsRefused() {
        assertViolation(
                Violation.NUMBER_NOT_UNSIGNED,
                "an offset is -0",
                "\66\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[-0,1]}}"
                        + "\0");
    }

    @Test
    void aFractionalDimensionIsRefused() {
        assertViolation(
                Violation.NUMBER_NOT_UNSIGNED,
                "a dimension is 1.0",
                "\67\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1.0],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void anOffsetInScientificNotationIsRefused() {
        assertViolation(
                Violation.NUMBER_NOT_UNSIGNED,
                "an offset is 1e0",
                "\67\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1e0]}}"
                        + "\0");
    }

    @Test
    void aDimensionOfTwoToThe63IsRefused() {
        assertViolation(
                Violation.NUMBER_NOT_UNSIGNED,
                "9223372036854775808",
                "\107\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[9223372036854775808],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void anUnknownDtypeIsRefused() {
        assertViolation(
                Violation.DTYPE_UNKNOWN,
                "tensor 'a' has the unknown dtype 'F128'",
                "\67\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"F128\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void aDtypeInLowerCaseIsRefused() {
        assertViolation(
                Violation.DTYPE_UNKNOWN,
                "'u8'",
                "\65\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"u8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void aTensorThatEndsBeforeItBeginsIsRefused() {
        assertViolation(
                Violation.OFFSETS_REVERSED,
                "ends at byte 0, before it begins at byte 1",
                "\65\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]}}"
                        + "\0");
    }

    @Test
    void aShapeWhoseProductOverflowsIsRefused() {
        assertViolation(
                Violation.SHAPE_OVERFLOW,
                "impossible shape [4294967296, 4294967296]",
                "\111\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void aShapeWhoseProductOverflowsTheSignIsRefused() {
        assertViolation(
                Violation.SHAPE_OVERFLOW,
                "impossible shape",
                "\111\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,2147483648],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void aSizeInBitsThatOverflowsIsRefused() {
        assertViolation(
                Violation.SIZE_OVERFLOW,
                "impossibly many",
                "\107\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[2305843009213693952],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void threeValuesOfFourBitsIsRefused() {
        assertViolation(
                Violation.NOT_WHOLE_BYTES,
                "3 values of F4, not whole bytes",
                "\65\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,2]}}"
                        + "\0\0");
    }

    @Test
    void offsetsThatDoNotFitTheShapeIsRefused() {
        assertViolation(
                Violation.SIZE_MISMATCH,
                "spans 4 bytes but F32 [2] needs 8",
                "\66\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}"
                        + "\0\0\0\0");
    }

    @Test
    void anEmptyTensorThatSpansAByteIsRefused() {
        assertViolation(
                Violation.SIZE_MISMATCH,
                "spans 1 byte but U8 [0] needs 0",
                "\65\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void aFirstTensorThatBeginsAtByteOneIsRefused() {
        assertViolation(
                Violation.FIRST_NOT_AT_ZERO,
                "tensor 'a' begins at byte 1 of the data, where byte 0 is due",
                "\65\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}"
                        + "\0\0");
    }

    @Test
    void aHoleBetweenTensorsIsRefused() {
        assertViolation(
                Violation.HOLE,
                "tensor 'b' begins at byte 2, where byte 1 is due, the end of tensor 'a'",
                "\151\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]}}"
                    + "\0\0\0");
    }

    @Test
    void tensorsThatOverlapIsRefused() {
        assertViolation(
                Violation.OVERLAP,
                "tensor 'b' begins at byte 1, where byte 2 is due",
                "\151\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}"
                    + "\0\0\0");
    }

    @Test
    void twoTensorsOverTheSameBytesIsRefused() {
        assertViolation(
                Violation.OVERLAP,
                "tensor 'b' begins at byte 0",
                "\151\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"b\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void aFileCutInsideItsDataIsRefused() {
        assertViolation(
                Violation.FILE_TRUNCATED,
                "need 4 bytes of data but the file has 3",
                "\66\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
                        + "\0\0\0");
    }

    @Test
    void bytesBehindTheLastTensorIsRefused() {
        assertViolation(
                Violation.TRAILING_BYTES,
                "1 byte too many after the last tensor",
                "\65\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + "\0\0");
    }

    @Test
    void bytesBehindAnEmptyHeaderIsRefused() {
        assertViolation(
                Violation.TRAILING_BYTES,
                "1 byte too many after the last tensor",
                "\2\0\0\0\0\0\0\0" + "{}" + "\0");
    }

    @Test
    void numbersOfThousandsOfDigitsAreRefused() {
        String digits = "9".repeat(100_000);
        String header =
                "{\"a\":{\"dtype\":\"U8\",\"shape\":[%s],\"data_offsets\":[0,1]}}"
                        .formatted(digits);
        assertThat(violationOf(withLength(header)).violation())
                .isEqualTo(Violation.NUMBER_NOT_UNSIGNED);
    }

    @Test
    void shapesOfMoreThan64DimensionsAreRefused() {
        String template = "{\"a\":{\"dtype\":\"U8\",\"shape\":[1%s],\"data_offsets\":[0,1]}}";
        String allowed = withLength(template.formatted(",1".repeat(63))) + "\0";
        String refused = withLength(template.formatted(",1".repeat(64))) + "\0";
        assertThat(SafetensorsFile.of(bytes(allowed), "f").tensor("a").orElseThrow().rank())
                .isEqualTo(64);
        assertThat(violationOf(refused).violation()).isEqualTo(Violation.RANK_TOO_HIGH);
    }

    @Test
    void namesCannotSmuggleControlCharactersOrEndlessTextIntoMessages() {
        String name = "\\u001b[31m\\n" + "x".repeat(100_000);
        String message = violationOf(withLength("{\"" + name + "\":1}")).getMessage();
        assertThat(message)
                .contains("\\u001b[31m\\u000a")
                .doesNotContain("\n")
                .hasSizeLessThan(400);
    }

    @TestFactory
    Stream<DynamicTest> everyDtypeHasItsSizeAndOnlyFourBecomeFloat() {
        return Stream.of(
                        "BOOL:8 F4:4 F6_E2M3:6 F6_E3M2:6 U8:8 I8:8 F8_E5M2:8 F8_E4M3:8 F8_E8M0:8",
                        "F8_E4M3FNUZ:8 F8_E5M2FNUZ:8 I16:16 U16:16 F16:16 BF16:16 I32:32 U32:32",
                        "F32:32 C64:64 F64:64 I64:64 U64:64")
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .map(entry -> entry.split(":", -1))
                .map(entry -> DynamicTest.dynamicTest(entry[0], () -> sized(entry[0], entry[1])));
    }

    private static void sized(String dtype, String bits) {
        int bytes = 4 * Integer.parseInt(bits) / 8;
        String header =
                "{\"a\":{\"dtype\":\"%s\",\"shape\":[4],\"data_offsets\":[0,%d]}}"
                        .formatted(dtype, bytes);
        var file = SafetensorsFile.of(bytes(withLength(header) + "\0".repeat(bytes)), "f");
        NamedTensor tensor = file.tensor("a").orElseThrow();
        assertThat(tensor.byteSize()).isEqualTo(bytes);
        if (dtype.matches("F64|F32|F16|BF16")) {
            tensor.read(0, new float[4], 0, 4);
        } else {
            var e =
                    catchThrowableOfType(
                            SafetensorsException.class, () -> tensor.read(0, new float[4], 0, 4));
            assertThat(e.violation()).isEqualTo(Violation.DTYPE_NOT_CONVERTIBLE);
            assertThat(e).hasMessageContaining("'a' has dtype " + dtype + ", ");
        }
    }
}
