package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeaturesCommandTest {

    private static final String TEXT = "A gripping, funny film";

    @Test
    void oneTextIsALineWithTheSizesOfItsStates() {
        assertThat(Run.distil("features", TEXT))
                .isEqualTo(new Run(0, "7 × 192  A gripping, funny film\n", ""));
    }

    @Test
    void jsonIsTheNestedListThatThePipelineReturns() {
        JsonNode one = JsonMapper.shared().readTree(Run.distil("features", "--json", TEXT).out());
        assertThat(one).hasSize(1);
        assertThat(one.get(0)).hasSize(7);
        assertThat(one.get(0).get(6)).hasSize(192);
        JsonNode both =
                JsonMapper.shared().readTree(Run.distil("features", "--json", TEXT, "Dull").out());
        assertThat(both).hasSize(2);
        assertThat(both.get(0)).isEqualTo(one);
    }

    @Test
    void jsonLinesRepeatTheText() {
        Run run = Run.onInput("a\tb\n", "features", "--jsonl", "--pairs");
        JsonNode line = JsonMapper.shared().readTree(run.out());
        assertThat(line.propertyNames()).containsExactly("text", "text_pair", "features");
        assertThat(line.get("features")).hasSize(5);
    }
}
