package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/** Every column equals the reference's, over strings chosen to hurt. */
class GoldenTest {
    private static final Golden GOLDEN = Golden.load("golden.tsv");
    private static final Vocabulary VOCABULARY = new Vocabulary(GOLDEN.pieces());

    @Test
    void theGoldenHoldsEveryKindOfCase() {
        assertThat(GOLDEN.cases()).hasSizeGreaterThan(1000);
        assertThat(GOLDEN.cases().stream().map(Golden.Case::config).distinct()).hasSize(12);
        assertThat(GOLDEN.cases()).anyMatch(c -> c.limit() > 0 && c.pair() != null);
        assertThat(GOLDEN.cases()).anyMatch(c -> c.limit() > 0 && c.pair() == null);
    }

    static Stream<String> configs() {
        return GOLDEN.cases().stream().map(Golden.Case::config).distinct();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyColumnEqualsTheReference(String config) {
        GOLDEN.cases().stream()
                .filter(c -> c.config().equals(config))
                .forEach(
                        c ->
                                assertThat(c.encode(c.tokenizer(VOCABULARY).build()))
                                        .as("%s", c)
                                        .isEqualTo(c.expected()));
    }
}
