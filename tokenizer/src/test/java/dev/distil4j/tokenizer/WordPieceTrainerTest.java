package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class WordPieceTrainerTest {
    @Test
    void vocabulariesAreTheReferencesWhereTiesDecideNothing() throws IOException {
        Map<String, Long> counts = new HashMap<>();
        int compared = 0;
        for (String line : golden()) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("word")) {
                counts.put(fields[2], Long.valueOf(fields[1]));
            } else {
                Vocabulary trained =
                        WordPieceTrainer.DEFAULT
                                .vocabSize(Integer.parseInt(fields[1]))
                                .minFrequency(Long.parseLong(fields[2]))
                                .limitAlphabet(Integer.parseInt(fields[3]))
                                .train(counts);
                assertThat(trained.pieces())
                        .as(line)
                        .containsExactlyInAnyOrderElementsOf(
                                Arrays.asList(fields).subList(4, fields.length));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(5);
    }

    @Test
    void specialsComeFirstThenCharactersThenContinuationsThenMerges() {
        assertThat(
                        WordPieceTrainer.DEFAULT
                                .specialTokens(List.of("[UNK]"))
                                .vocabSize(8)
                                .train(Map.of("cab", 3L, "ab", 9L, "xx", 1L))
                                .pieces())
                .containsExactly("[UNK]", "a", "b", "c", "x", "##b", "##a", "##x");
        assertThat(
                        WordPieceTrainer.DEFAULT
                                .specialTokens(List.of("[UNK]"))
                                .train(Map.of("cab", 3L, "ab", 9L, "xx", 1L))
                                .pieces())
                .endsWith("##x", "ab", "ca", "cab");
    }

    @Test
    void equalCorporaMakeEqualVocabulariesWhateverTheirOrder() {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            counts.put(Integer.toString(i * 7919, 5), 10L);
        }
        Map<String, Long> shuffled = new HashMap<>(counts);
        WordPieceTrainer trainer = WordPieceTrainer.DEFAULT.vocabSize(300);
        assertThat(trainer.train(shuffled).pieces()).isEqualTo(trainer.train(counts).pieces());
        assertThat(trainer.train(counts).size()).isEqualTo(300);
    }

    @Test
    void theWordsThatItLearntFromItCanSpell() {
        WordCounter counter = new WordCounter(Normalization.UNCASED);
        counter.add("The low, LOWER and lowest: 中国!");
        counter.add("low " + "x".repeat(150));
        assertThat(counter.counts())
                .containsEntry("low", 2L)
                .containsEntry("中", 1L)
                .containsEntry(",", 1L)
                .containsKey("x".repeat(150));
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(WordPieceTrainer.DEFAULT.train(counter.counts()))
                        .build();
        assertThat(tokenizer.tokens(tokenizer.encode("lower 中国low")))
                .doesNotContain("[UNK]")
                .contains("low");
    }

    @Test
    void charactersBeyondTheLimitAreLeftOut() {
        assertThat(
                        WordPieceTrainer.DEFAULT
                                .limitAlphabet(2)
                                .specialTokens(List.of())
                                .train(Map.of("azb", 5L, "ab", 5L))
                                .pieces())
                .containsExactly("a", "b", "##b", "ab");
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThatThrownBy(() -> WordPieceTrainer.DEFAULT.vocabSize(0))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("0 pieces");
        assertThatThrownBy(() -> WordPieceTrainer.DEFAULT.specialTokens(List.of()).train(Map.of()))
                .isInstanceOf(TokenizerException.class);
    }

    private static List<String> golden() throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                WordPieceTrainerTest.class.getResourceAsStream("trained.tsv"),
                                StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
