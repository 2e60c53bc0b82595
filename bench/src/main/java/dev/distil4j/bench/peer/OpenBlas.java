package dev.distil4j.bench.peer;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The matrix product of OpenBLAS, from the system's {@code libopenblas.so.0} or what {@code
 * -Ddistil4j.bench.openblas} names.
 */
@SuppressWarnings("restricted") // native code is what it is about
public final class OpenBlas {

    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;

    private final MethodHandle sgemm;

    /**
     * Loads the library, which is one for the process.
     *
     * @param threads that work on a product
     */
    public OpenBlas(int threads) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup library =
                SymbolLookup.libraryLookup(
                        System.getProperty("distil4j.bench.openblas", "libopenblas.so.0"),
                        Arena.global());
        sgemm =
                linker.downcallHandle(
                        library.findOrThrow("cblas_sgemm"),
                        FunctionDescriptor.ofVoid(
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_INT,
                                JAVA_FLOAT,
                                ADDRESS,
                                JAVA_INT,
                                ADDRESS,
                                JAVA_INT,
                                JAVA_FLOAT,
                                ADDRESS,
                                JAVA_INT));
        MethodHandle setThreads =
                linker.downcallHandle(
                        library.findOrThrow("openblas_set_num_threads"),
                        FunctionDescriptor.ofVoid(JAVA_INT));
        try {
            setThreads.invokeExact(threads);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * y = x·Wᵀ.
     *
     * @param x [rows, in]
     * @param weight [out, in]
     * @param y [rows, out]
     */
    public void linear(
            MemorySegment x, MemorySegment weight, MemorySegment y, int rows, int in, int out) {
        try {
            sgemm.invokeExact(
                    ROW_MAJOR,
                    NO_TRANSPOSE,
                    TRANSPOSE,
                    rows,
                    out,
                    in,
                    1f,
                    x,
                    in,
                    weight,
                    in,
                    0f,
                    y,
                    out);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
