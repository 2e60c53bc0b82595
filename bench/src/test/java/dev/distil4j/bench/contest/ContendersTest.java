package dev.distil4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The peers that need no library of the system compute what this project computes. */
@Tag("data")
class ContendersTest {

    @ParameterizedTest
    @CsvSource({
        "sentiment:16, onnxruntime",
        "sentiment:16, onnxruntime-optimised",
        "rows:33, onnxruntime",
        "rows:33, onnxruntime-optimised",
        "labels:sst2:40, onnxruntime",
        "labels:sst2:40, onnxruntime-optimised-sorted",
        "tokens:20, huggingface",
        "tokens:20, huggingface-ids"
    })
    void theyAgree(String workload, String engine) {
        try (Contender contender = Workloads.of(workload).openChecked(engine, 2)) {
            contender.run();
            assertThat(contender.result()).isNotEmpty();
        }
    }
}
