package dev.distil4j.bench;

import org.openjdk.jmh.annotations.Param;

/** The bare matrix product beside that of OpenBLAS. */
public class ProductBenchmark extends ContenderBenchmark {

    /** Contenders of the workload. */
    @Param({"distil4j", "openblas"})
    String engine = "distil4j";

    /** Rows, inputs and outputs. */
    @Param({
        "128x768x768",
        "128x768x2304",
        "128x768x3072",
        "128x3072x768",
        "512x768x768",
        "512x768x2304",
        "512x768x3072",
        "512x3072x768"
    })
    String shape = "128x768x768";

    @Override
    String workload() {
        return "product:" + shape;
    }

    @Override
    String engine() {
        return engine;
    }
}
