package dev.distil4j.bench;

import org.openjdk.jmh.annotations.Param;

/** The last hidden states of one text, with a model of the base shape. */
public class EveryRowBenchmark extends ContenderBenchmark {

    /** Contenders of the workload. */
    @Param({"distil4j", "onnxruntime", "onnxruntime-optimised"})
    String engine = "distil4j";

    /** Length of the text, {@code [CLS]} and {@code [SEP]} included. */
    @Param({"128", "384"})
    int tokens;

    @Override
    String workload() {
        return "rows:" + tokens;
    }

    @Override
    String engine() {
        return engine;
    }
}
