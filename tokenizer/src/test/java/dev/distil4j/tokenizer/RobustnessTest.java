package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/** Whatever the string, an encoding comes out and its offsets make sense. */
class RobustnessTest {
    private static final Golden GOLDEN = Golden.load("golden.tsv");
    private static final Vocabulary VOCABULARY = new Vocabulary(GOLDEN.pieces());
    private static final String SPICE =
            "[MASK][SEP]ab é\u0301\u0323\u302e\u0f73\u0344가각中\u0130\ud83d\ude00\ud834\udd5e"
                    + "\t\u0000,";

    @ParameterizedTest
    @ValueSource(strings = {"lower,null,chinese", "keep,null,plain", "keep,true,chinese"})
    void offsetsAreInBoundsOrderedAndBetweenCodePoints(String config) {
        WordPieceTokenizer tokenizer =
                new Golden.Case(
                                config,
                                0,
                                "",
                                null,
                                new Encoding(none(), none(), none(), none(), none()))
                        .tokenizer(VOCABULARY)
                        .build();
        Random dice = new Random(20_261_121);
        for (int round = 0; round < 20_000; round++) {
            String text = text(dice);
            check(text, tokenizer.encode(text));
        }
    }

    private static void check(String text, Encoding encoding) {
        int last = encoding.length() - 1;
        int start = 0;
        int end = 0;
        int word = -1;
        for (int i = 1; i < last; i++) {
            assertThat(encoding.ids()[i]).isBetween(0, VOCABULARY.size() - 1);
            assertThat(encoding.starts()[i]).as("start").isBetween(start, text.length() - 1);
            assertThat(encoding.ends()[i])
                    .as("end")
                    .isGreaterThan(encoding.starts()[i])
                    .isBetween(end, text.length());
            assertThat(encoding.words()[i]).as("word").isBetween(Math.max(word, 0), word + 1);
            assertThat(isBoundary(text, encoding.starts()[i])).isTrue();
            assertThat(isBoundary(text, encoding.ends()[i])).isTrue();
            start = encoding.starts()[i];
            end = encoding.ends()[i];
            word = encoding.words()[i];
        }
        assertThat(encoding.words()[0]).isEqualTo(Encoding.NO_WORD);
        assertThat(encoding.words()[last]).isEqualTo(Encoding.NO_WORD);
    }

    private static boolean isBoundary(String text, int index) {
        return index == 0
                || index == text.length()
                || !Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
    }

    /** Code units of all kinds, lone surrogates among them, and what is known to be difficult. */
    private static String text(Random dice) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.nextInt(40); i > 0; i--) {
            switch (dice.nextInt(6)) {
                case 0 -> text.append((char) dice.nextInt(0x10000));
                case 1 -> text.append((char) dice.nextInt(0xD800, 0xE000));
                case 2 -> text.appendCodePoint(dice.nextInt(0x110000));
                case 3 -> text.append((char) dice.nextInt(0x300, 0x370));
                case 4 -> text.append((char) dice.nextInt(0x20, 0x7F));
                default -> {
                    int from = dice.nextInt(SPICE.length());
                    text.append(SPICE, from, dice.nextInt(from, SPICE.length() + 1));
                }
            }
        }
        return text.toString();
    }

    private static int[] none() {
        return new int[0];
    }
}
