package dev.distil4j.kernels.opencl;

import java.util.List;

/**
 * An operation as the device knows it: OpenCL sources and the parameters that they are compiled with.
 * Equal programs are compiled once.
 */
interface Program {

    /** The resources that it is made of, in their order. */
    List<String> sources();

    /** The parameters, each made by {@link #define}. */
    List<String> defines();

    /** The compiler's option that gives a parameter its value. */
    static String define(String name, int value) {
        return "-D%s=%d".formatted(name, value);
    }
}
