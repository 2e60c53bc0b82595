package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ids that lie one sequence behind the other are those of the encodings. */
class IdSequencesTest {
    private static final Golden GOLDEN = Golden.load("golden.tsv");

    private static final WordPieceTokenizer TOKENIZER =
            WordPieceTokenizer.builder(new Vocabulary(GOLDEN.pieces()))
                    .truncation(Truncation.LONGEST_FIRST)
                    .maxLength(40)
                    .build();

    private final IdSequences sequences = TOKENIZER.idSequences();

    @Test
    void idsAndTypesAreThoseOfTheEncodings() {
        List<String> texts = GOLDEN.cases().stream().map(Golden.Case::text).toList();
        Random dice = new Random(20_261_122);
        for (int round = 0; round < 40; round++) {
            int count = 1 + dice.nextInt(100);
            String[] firsts = new String[count];
            String[] seconds = new String[count];
            for (int i = 0; i < count; i++) {
                firsts[i] = texts.get(dice.nextInt(texts.size()));
                seconds[i] = dice.nextBoolean() ? texts.get(dice.nextInt(texts.size())) : null;
                sequences.add(firsts[i], seconds[i]);
            }
            assertThat(sequences.count()).isEqualTo(count);
            for (int i = 0; i < count; i++) {
                Encoding encoding =
                        seconds[i] == null
                                ? TOKENIZER.encode(firsts[i])
                                : TOKENIZER.encode(firsts[i], seconds[i]);
                assertThat(sequences.length(i)).isEqualTo(encoding.length());
                assertThat(part(sequences.ids(), i)).isEqualTo(encoding.ids());
                assertThat(part(sequences.typeIds(), i)).isEqualTo(encoding.typeIds());
            }
            sequences.clear();
            assertThat(sequences.count()).isZero();
        }
    }

    private int[] part(int[] column, int sequence) {
        return Arrays.copyOfRange(column, sequences.start(sequence), sequences.start(sequence + 1));
    }

    @Test
    void aTextThatIsRefusedLeavesTheOthersAlone() {
        IdSequences strict =
                WordPieceTokenizer.builder(TOKENIZER.vocabulary())
                        .maxLength(5)
                        .build()
                        .idSequences();
        strict.add("a a", null);
        assertThatThrownBy(() -> strict.add("a a a a", null))
                .isInstanceOf(InputTooLongException.class);
        strict.add("a", null);
        assertThat(strict.count()).isEqualTo(2);
        assertThat(strict.start(2)).isEqualTo(7);
    }

    @Test
    void memoryOfManyOrLongTextsIsGivenBack() {
        for (int i = 0; i < 2_000; i++) {
            sequences.add("a a a a a a a a", null);
        }
        sequences.add("\u0e34".repeat(1 << 17), null);
        int[] many = sequences.ids();
        assertThat(many.length).isGreaterThan(1 << 14);
        sequences.clear();
        assertThat(sequences.ids().length).isLessThan(1 << 10);
        sequences.add("a", null);
        int[] few = sequences.ids();
        sequences.clear();
        assertThat(sequences.ids()).isSameAs(few);
    }
}
