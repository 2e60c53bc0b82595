package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Every rule of the format, broken by literal bytes: length, header, data. */
class SafetensorsRulesTest {

    @Test
    void aFileOfSevenBytesIsRefused() {
        assertViolation(Violation.FILE_TOO_SHORT, "7 bytes", "\0\0\0\0\0\0\0");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertViolation(Violation.FILE_TOO_SHORT, "0 bytes", "");
    }

    @Test
    void aHeaderOfOneByteTooManyIsRefused() {
        assertViolation(Violation.HEADER_TOO_LARGE, "100000001", "\1\341\365\5\0\0\0\0" + "{}");
    }

    @Test
    void aHeaderLengthAboveTheSignedRangeIsRefused() {
        assertViolation(
                Violation.HEADER_TOO_LARGE,
                "18446744073709551615",
                "\377\377\377\377\377\377\377\377" + "{}");
    }

    @Test
    void aHeaderThatEndsBehindTheFileIsRefused() {
        assertViolation(
                Violation.HEADER_BEYOND_FILE,
                "claims 3 bytes but only 2 follow",
                "\3\0\0\0\0\0\0\0" + "{}");
    }

    @Test
    void aHeaderOfNoBytesIsRefused() {
        assertViolation(Violation.HEADER_NOT_OBJECT, "does not begin with '{'", "\0\0\0\0\0\0\0\0");
    }

    @Test
    void aHeaderThatBeginsWithASpaceIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_OBJECT, "does not begin with '{'", "\3\0\0\0\0\0\0\0" + " {}");
    }

    @Test
    void aHeaderThatIsAnArrayIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_OBJECT, "does not begin with '{'", "\2\0\0\0\0\0\0\0" + "[]");
    }

    @Test
    void aHeaderThatIsNotUtf8IsRefused() {
        assertViolation(
                Violation.HEADER_NOT_UTF8, "not valid UTF-8", "\7\0\0\0\0\0\0\0" + "{\"\377\":1}");
    }

    @Test
    void aHeaderWithAnEncodedSurrogateIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_UTF8,
                "not valid UTF-8",
                "\11\0\0\0\0\0\0\0" + "{\"\355\240\200\":1}");
    }

    @Test
    void aHeaderCutInsideACharacterIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_UTF8, "not valid UTF-8", "\4\0\0\0\0\0\0\0" + "{} \303");
    }

    @Test
    void aHeaderThatIsNotJsonIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_JSON, "line 1, column 6", "\6\0\0\0\0\0\0\0" + "{\"a\":}");
    }

    @Test
    void aHeaderThatIsNeverClosedIsRefused() {
        assertViolation(Violation.HEADER_NOT_JSON, "invalid JSON", "\1\0\0\0\0\0\0\0" + "{");
    }

    @Test
    void aHeaderWithATrailingCommaIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_JSON,
                "invalid JSON",
                "\66\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},}"
                        + "\0");
    }

    @Test
    void aHeaderWithACommentIsRefused() {
        assertViolation(Violation.HEADER_NOT_JSON, "invalid JSON", "\6\0\0\0\0\0\0\0" + "{/**/}");
    }

    @Test
    void aSecondObjectBehindTheHeaderIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_JSON, "behind the closing brace", "\4\0\0\0\0\0\0\0" + "{}{}");
    }

    @Test
    void aHeaderPaddedWithZerosIsRefused() {
        assertViolation(Violation.HEADER_NOT_JSON, "invalid JSON", "\4\0\0\0\0\0\0\0" + "{}\0\0");
    }

    @Test
    void halfASurrogatePairInANameIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_JSON,
                "urrogate",
                "\72\0\0\0\0\0\0\0"
                        + "{\"\\ud800\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void theLowerHalfOfASurrogatePairInANameIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_JSON,
                "urrogate",
                "\72\0\0\0\0\0\0\0"
                        + "{\"\\udc00\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + "\0");
    }

    @Test
    void theLowerHalfOfASurrogatePairInMetadataIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_JSON,
                "urrogate",
                "\37\0\0\0\0\0\0\0" + "{\"__metadata__\":{\"k\":\"\\udc00\"}}");
    }

    @Test
    void theUpperHalfOfASurrogatePairInMetadataIsRefused() {
        assertViolation(
                Violation.HEADER_NOT_JSON,
                "urrogate",
                "\37\0\0\0\0\0\0\0" + "{\"__metadata__\":{\"k\":\"\\ud800\"}}");
    }

    @Test
    void aTensorNamedTwiceIsRefused() {
        assertViolation(
                Violation.DUPLICATE_KEY,
                "the key 'a' stands twice",
                "\151\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void aTensorNamedTwiceByAnEscapeIsRefused() {
        assertViolation(
                Violation.DUPLICATE_KEY,
                "the key 'a' stands twice",
                "\156\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"\\u0061\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void aFieldNamedTwiceIsRefused() {
        assertViolation(
                Violation.DUPLICATE_KEY,
                "the key 'dtype' stands twice",
                "\102\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                    + "\0");
    }

    @Test
    void aKeyNamedTwiceInMetadataIsRefused() {
        assertViolation(
                Violation.DUPLICATE_KEY,
                "the key 'k' stands twice",
                "\42\0\0\0\0\0\0\0" + "{\"__metadata__\":{\"k\":\"v\",\"k\":\"v\"}}");
    }

    @Test
    void aKeyNamedTwiceInAnUnknownFieldIsRefused() {
        assertViolation(
                Violation.DUPLICATE_KEY,
                "the key 'k' stands twice",
                "\111\0\0\0\0\0\0\0"
                    + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"x\":[{\"k\":1,\"k\":1}]}}"
                    + "\0");
    }

    @Test
    void metadataNamedTwiceIsRefused() {
        assertViolation(
                Violation.DUPLICATE_KEY,
                "'__metadata__' stands twice",
                "\45\0\0\0\0\0\0\0" + "{\"__metadata__\":{},\"__metadata__\":{}}");
    }

    @Test
    void metadataThatIsAStringIsRefused() {
        assertViolation(
                Violation.METADATA_NOT_STRINGS,
                "__metadata__ must be an object",
                "\25\0\0\0\0\0\0\0" + "{\"__metadata__\":\"pt\"}");
    }

    @Test
    void metadataWithANumberIsRefused() {
        assertViolation(
                Violation.METADATA_NOT_STRINGS,
                "the value of 'k'",
                "\30\0\0\0\0\0\0\0" + "{\"__metadata__\":{\"k\":1}}");
    }

    @Test
    void metadataWithAnObjectIsRefused() {
        assertViolation(
                Violation.METADATA_NOT_STRINGS,
                "the value of 'k'",
                "\31\0\0\0\0\0\0\0" + "{\"__metadata__\":{\"k\":{}}}");
    }

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
                "spans 1 bytes but U8 [0] needs 0",
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
                "1 bytes follow the last tensor",
                "\65\0\0\0\0\0\0\0"
                        + "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}"
                        + "\0\0");
    }

    @Test
    void bytesBehindAnEmptyHeaderIsRefused() {
        assertViolation(
                Violation.TRAILING_BYTES,
                "1 bytes follow the last tensor",
                "\2\0\0\0\0\0\0\0" + "{}" + "\0");
    }

    @Test
    void nestingBombsAreRefusedInEveryPlaceWhereAnythingMayStand() {
        String bomb = "[".repeat(1_000_000);
        assertThat(violationOf(withLength("{\"a\":{\"x\":" + bomb)).violation())
                .isEqualTo(Violation.NESTED_TOO_DEEPLY);
        String objects = "{\"a\":".repeat(100_000);
        assertThat(violationOf(withLength("{\"a\":{\"x\":" + objects)).violation())
                .isEqualTo(Violation.NESTED_TOO_DEEPLY);
        assertThat(violationOf(withLength(objects)).violation())
                .isEqualTo(Violation.NESTED_TOO_DEEPLY);
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

    private static void assertViolation(Violation violation, String message, String file) {
        SafetensorsException e = violationOf(file);
        assertThat(e.violation()).as(e.getMessage()).isEqualTo(violation);
        assertThat(e).hasMessageStartingWith("a.safetensors: ").hasMessageContaining(message);
        assertThat(e.getMessage()).contains("; download or save the file again");
    }

    private static SafetensorsException violationOf(String file) {
        return catchThrowableOfType(
                SafetensorsException.class,
                () -> SafetensorsFile.of(bytes(file), "a.safetensors").close());
    }

    /** One byte for each char below 256. */
    private static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String withLength(String header) {
        var file = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            file.append((char) (((long) header.length() >>> (8 * i)) & 255));
        }
        return file.append(header).toString();
    }
}
