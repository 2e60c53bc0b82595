package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/** A safetensors file that breaks a rule of the format, or that cannot be read or written. */
public final class SafetensorsException extends LoaderException {

    /** What is wrong, one constant for each rule, in the order in which the rules are checked. */
    public enum Violation {
        /** The file does not exist, is not a regular file, or the system refuses to read it. */
        UNREADABLE,
        /** The file has fewer than the 8 bytes that give the header's length. */
        FILE_TOO_SHORT,
        /** The header claims more than 100,000,000 bytes. */
        HEADER_TOO_LARGE,
        /** The header claims to end behind the end of the file. */
        HEADER_BEYOND_FILE,
        /** The header does not begin with an opening brace. */
        HEADER_NOT_OBJECT,
        /** The header is not UTF-8. */
        HEADER_NOT_UTF8,
        /** The header is not one JSON object, followed by white space at most. */
        HEADER_NOT_JSON,
        /** Objects and arrays stand inside one another more than 64 deep. */
        NESTED_TOO_DEEPLY,
        /** A key stands twice in one object, at whatever level. */
        DUPLICATE_KEY,
        /** {@code __metadata__} is not an object of strings. */
        METADATA_NOT_STRINGS,
        /** A tensor is not an object, or its dtype, shape or offsets have the wrong JSON type. */
        TENSOR_MALFORMED,
        /** A tensor lacks its dtype, its shape or its offsets. */
        FIELD_MISSING,
        /** A dimension or an offset is negative, fractional or 2<sup>63</sup> or more. */
        NUMBER_NOT_UNSIGNED,
        /** A shape has more than 64 dimensions, which no framework makes (a rule of this reader). */
        RANK_TOO_HIGH,
        /** The dtype is none of the format's. */
        DTYPE_UNKNOWN,
        /** A tensor ends before it begins. */
        OFFSETS_REVERSED,
        /** The product of the dimensions is 2<sup>63</sup> or more. */
        SHAPE_OVERFLOW,
        /** The tensor's size in bits is 2<sup>63</sup> or more. */
        SIZE_OVERFLOW,
        /** The values of a dtype below 8 bits do not fill whole bytes. */
        NOT_WHOLE_BYTES,
        /** The offsets span another number of bytes than dtype and shape ask for. */
        SIZE_MISMATCH,
        /** The first tensor does not begin at byte 0 of the data. */
        FIRST_NOT_AT_ZERO,
        /** A tensor begins behind the end of the one before it. */
        HOLE,
        /** A tensor begins before the end of the one before it. */
        OVERLAP,
        /** The file ends before its last tensor does. */
        FILE_TRUNCATED,
        /** The file goes on behind its last tensor. */
        TRAILING_BYTES,
        /** The tensor's dtype has no conversion to float. */
        DTYPE_NOT_CONVERTIBLE,
        /** The file was cut or its disk failed while it was mapped. */
        FILE_CHANGED,
        /** The system refuses to write the file, or the disk is full. */
        UNWRITABLE
    }

    private final Violation violation;

    SafetensorsException(Violation violation, String message) {
        this(violation, message, null);
    }

    SafetensorsException(Violation violation, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.violation = violation;
    }

    /** Which rule is broken. */
    public Violation violation() {
        return violation;
    }
}
