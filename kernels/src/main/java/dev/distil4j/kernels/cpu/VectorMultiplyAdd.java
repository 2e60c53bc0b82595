package dev.distil4j.kernels.cpu;

import com.sun.management.HotSpotDiagnosticMXBean;

import jdk.incubator.vector.FloatVector;

import java.lang.management.ManagementFactory;

/**
 * a·b + c, rounded once where the CPU has such an instruction. Where it has none, the JDK emulates
 * it with big decimals, so there the product is rounded too.
 */
final class VectorMultiplyAdd {

    private static final boolean FUSED =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption("UseFMA")
                    .getValue()
                    .equals("true");

    private VectorMultiplyAdd() {}

    static FloatVector multiplyAdd(FloatVector a, FloatVector b, FloatVector c) {
        return FUSED ? a.fma(b, c) : a.mul(b).add(c);
    }

    static float multiplyAdd(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }
}
