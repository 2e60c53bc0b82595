package dev.distil4j.loaders;

import static dev.distil4j.loaders.Violations.assertViolation;
import static dev.distil4j.loaders.Violations.violationOf;
import static dev.distil4j.loaders.Violations.withLength;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.junit.jupiter.api.Test;

/** Every rule of the file and its header, broken by literal bytes: length, header, data. */
class SafetensorsHeaderRulesTest {

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
        assertViolation(Violation.HEADER_NOT_JSON, "behind the end", "\4\0\0\0\0\0\0\0" + "{}{}");
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
}
