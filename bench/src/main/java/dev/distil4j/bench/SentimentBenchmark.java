package dev.distil4j.bench;

import org.openjdk.jmh.annotations.Param;

/** The logits of one text, with a model of the base shape. */
public class SentimentBenchmark extends ContenderBenchmark {

    /** Contenders of the workload. */
    @Param({"distil4j", "onnxruntime", "onnxruntime-optimised", "pytorch"})
    String engine = "distil4j";

    /** Length of the text, {@code [CLS]} and {@code [SEP]} included. */
    @Param({"16", "128", "512"})
    int tokens;

    @Override
    String workload() {
        return "sentiment:" + tokens;
    }

    @Override
    String engine() {
        return engine;
    }
}
