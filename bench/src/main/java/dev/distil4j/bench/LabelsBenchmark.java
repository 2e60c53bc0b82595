package dev.distil4j.bench;

import org.openjdk.jmh.annotations.Param;

/** From texts to logits in batches of 32; a run is the whole corpus. */
public class LabelsBenchmark extends ContenderBenchmark {

    /** Contenders of the workload. */
    @Param({
        "distil4j",
        "onnxruntime",
        "onnxruntime-sorted",
        "onnxruntime-optimised",
        "onnxruntime-optimised-sorted"
    })
    String engine = "distil4j";

    /** The texts, {@code CORPUS} or {@code CORPUS:LIMIT}. */
    @Param({"sst2", "imdb", "both"})
    String corpus = "sst2";

    @Override
    String workload() {
        return "labels:" + corpus;
    }

    @Override
    String engine() {
        return engine;
    }
}
