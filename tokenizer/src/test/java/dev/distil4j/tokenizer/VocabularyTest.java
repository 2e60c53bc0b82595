package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class VocabularyTest {
    @Test
    void piecesAndIdsAreEachOthersInverse() {
        List<String> pieces =
                IntStream.range(0, 5000)
                        .mapToObj(i -> (i % 3 == 0 ? "##" : "") + Integer.toString(i, 36) + "é🤗")
                        .toList();
        Vocabulary vocabulary = new Vocabulary(pieces);
        assertThat(vocabulary.size()).isEqualTo(5000);
        assertThat(vocabulary.pieces()).isEqualTo(pieces);
        for (int id = 0; id < 5000; id++) {
            assertThat(vocabulary.piece(id)).isEqualTo(pieces.get(id));
            assertThat(vocabulary.id(pieces.get(id))).hasValue(id);
        }
    }

    @Test
    void whatIsNoPieceHasNoId() {
        Vocabulary vocabulary = new Vocabulary(List.of("want", "##ed"));
        assertThat(vocabulary.id("wan")).isEmpty();
        assertThat(vocabulary.id("wants")).isEmpty();
        assertThat(vocabulary.id("##")).isEmpty();
        assertThat(vocabulary.id("")).isEmpty();
    }

    @Test
    void laterChangesOfTheListDoNotReachIt() {
        List<String> pieces = new ArrayList<>(List.of("a", "b"));
        Vocabulary vocabulary = new Vocabulary(pieces);
        pieces.set(0, "c");
        assertThat(vocabulary.piece(0)).isEqualTo("a");
    }

    @Test
    void aPieceThatOccursTwiceIsRefusedWithBothIds() {
        assertThatThrownBy(() -> new Vocabulary(List.of("a", "b", "a")))
                .isInstanceOf(TokenizerException.class)
                .hasMessage(
                        "The vocabulary has the piece \"a\" twice, as ids 0 and 2;"
                                + " every piece needs an id of its own.");
    }

    @Test
    void anEmptyPieceIsRefusedByItsId() {
        assertThatThrownBy(() -> new Vocabulary(List.of("a", "")))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("Piece 1 of the vocabulary is empty; remove the blank line 2.");
    }

    @Test
    void anEmptyVocabularyIsRefused() {
        assertThatThrownBy(() -> new Vocabulary(List.of()))
                .isInstanceOf(TokenizerException.class)
                .hasMessage("The vocabulary has no pieces; is its file empty?");
    }
}
