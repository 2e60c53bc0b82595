package dev.distil4j.kernels;

import java.util.Locale;

/**
 * How precisely a model is computed: what its weights are stored as. Sums are taken in float32
 * whatever the precision, and biases and layer norms, few as they are, stay float32. On a CPU all
 * arithmetic is float32: a weight of 16 bits is widened before it is used, so that a result is
 * exactly that of the float32 weights which were rounded.
 */
public enum Precision {
    /** IEEE 754 single precision: as in most checkpoints. */
    F32(Float.MAX_VALUE),
    /** IEEE 754 half precision, 11 significant bits: the finer one of 16 bits, up to 65504. */
    F16(0x1.FFCp15f),
    /** The upper half of a float32, 8 significant bits: coarse, but with float32's range. */
    BF16(0x1.FEp127f);

    private final float largest;

    Precision(float largest) {
        this.largest = largest;
    }

    /** What the options of the command line call it: {@code f16}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The largest finite value. Greater ones are refused, not stored as infinity. */
    public float largest() {
        return largest;
    }
}
