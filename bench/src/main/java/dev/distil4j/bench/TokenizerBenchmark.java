package dev.distil4j.bench;

import org.openjdk.jmh.annotations.Param;

/** The tokens of film reviews; threads other than 1 mean nothing here. */
public class TokenizerBenchmark extends ContenderBenchmark {

    /** Contenders of the workload. */
    @Param({"distil4j", "huggingface", "huggingface-ids"})
    String engine = "distil4j";

    /** How many reviews a run has. */
    @Param({"1000"})
    int reviews;

    @Override
    String workload() {
        return "tokens:" + reviews;
    }

    @Override
    String engine() {
        return engine;
    }
}
