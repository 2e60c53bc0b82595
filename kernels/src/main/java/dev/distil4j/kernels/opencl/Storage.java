package dev.distil4j.kernels.opencl;

/** How values lie in the device's memory; computed is in float32 whatever it is. */
enum Storage {
    /** Floats. */
    F32(Float.BYTES),
    /** Halves, rounded to the nearest when they are written. */
    F16(Short.BYTES);

    private final int bytes;

    Storage(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of a value. */
    int bytes() {
        return bytes;
    }

    /** The parameter of {@code storage.cl}. */
    String define() {
        return Program.define("STORAGE", bytes * Byte.SIZE);
    }
}
