package dev.distil4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.Distil4J;
import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.BertModel;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class HeadlineTest {

    @Tag("data")
    @Test
    void theTwoModelsHaveTheParametersOfTheBaseModels() {
        // Of bert-base-uncased and distilbert-base-uncased with a classifier of two labels.
        assertThat(parameters(BertModel.prepared().folder())).isEqualTo(109_483_778);
        assertThat(parameters(BaseModel.prepared().folder())).isEqualTo(66_955_010);
    }

    private static long parameters(Path folder) {
        try (var classifier = Distil4J.textClassification(folder)) {
            return classifier.info().parameters();
        }
    }

    @Tag("data")
    @Test
    void bothGiveTheLogitsOfTheText() {
        Workload workload = Workloads.of("headline:16");
        assertThat(workload.contenders().keySet()).containsExactly("distil4j", "distil4j-bert");
        assertThat(workload.hasOneAnswer()).isFalse();
        for (String engine : workload.contenders().keySet()) {
            try (Contender contender = workload.open(engine, 2)) {
                contender.run();
                assertThat(contender.result()).hasSize(2).isNotEqualTo(new float[2]);
            }
        }
    }

    @Test
    void aSizeIsANumberOrTheNameOfTheSentences() {
        assertThat(Workloads.of("headline:sst2").name()).isEqualTo("headline:sst2");
        assertThat(Workloads.of("headline:16").flop()).isZero();
        assertThatThrownBy(() -> Workloads.of("headline:imdb"))
                .isInstanceOf(NumberFormatException.class);
    }
}
