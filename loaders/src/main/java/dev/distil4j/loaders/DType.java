package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of values that a safetensors file may hold, by the names used in the file. */
public enum DType {
    /** One byte, 0 or 1. */
    BOOL(8),
    /** 4-bit floating point. */
    F4(4),
    /** 6-bit floating point, 2 exponent bits. */
    F6_E2M3(6),
    /** 6-bit floating point, 3 exponent bits. */
    F6_E3M2(6),
    /** Unsigned byte. */
    U8(8),
    /** Signed byte. */
    I8(8),
    /** 8-bit floating point, 5 exponent bits. */
    F8_E5M2(8),
    /** 8-bit floating point, 4 exponent bits. */
    F8_E4M3(8),
    /** 8-bit power of two. */
    F8_E8M0(8),
    /** 8-bit floating point, 4 exponent bits, finite, no negative zero. */
    F8_E4M3FNUZ(8),
    /** 8-bit floating point, 5 exponent bits, finite, no negative zero. */
    F8_E5M2FNUZ(8),
    /** Signed 16-bit integer. */
    I16(16),
    /** Unsigned 16-bit integer. */
    U16(16),
    /** IEEE 754 half precision. */
    F16(16),
    /** The upper half of a single-precision float. */
    BF16(16),
    /** Signed 32-bit integer. */
    I32(32),
    /** Unsigned 32-bit integer. */
    U32(32),
    /** IEEE 754 single precision. */
    F32(32),
    /** Complex number, two single-precision floats. */
    C64(64),
    /** IEEE 754 double precision. */
    F64(64),
    /** Signed 64-bit integer. */
    I64(64),
    /** Unsigned 64-bit integer. */
    U64(64);

    private static final Map<String, DType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(DType::name, Function.identity()));

    private final int bits;

    DType(int bits) {
        this.bits = bits;
    }

    /** The size of one value, in bits. */
    public int bits() {
        return bits;
    }

    /** Whether {@link NamedTensor#read} converts values of this type: F64, F32, F16 and BF16. */
    public boolean isConvertible() {
        return switch (this) {
            case F64, F32, F16, BF16 -> true;
            default -> false;
        };
    }

    /** The type of that name, or null if the format has none. */
    static @Nullable DType named(String name) {
        return BY_NAME.get(name);
    }
}
