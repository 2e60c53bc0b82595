package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Tokens that are found before a text is cut into words, with their flags. */
class AddedTokenTest {
    private static final Vocabulary VOCABULARY = new Vocabulary(Golden.load("golden.tsv").pieces());
    private static final int NEW = VOCABULARY.size();

    @Test
    void aTokenBeyondTheVocabularyIsFoundAndShown() {
        WordPieceTokenizer tokenizer = tokenizer(token("<new>", false, false, false, false));
        Encoding encoding = tokenizer.encode("the<new>dog");
        assertThat(encoding.ids()[2]).isEqualTo(NEW);
        assertThat(tokenizer.tokens(encoding))
                .containsExactly("[CLS]", "the", "<new>", "dog", "[SEP]");
    }

    @Test
    void aSingleWordIsNotFoundInsideAnother() {
        WordPieceTokenizer tokenizer = tokenizer(token("dog", true, false, false, false));
        assertThat(tokenizer.encode("dog,the dog").words()).containsExactly(-1, 0, 1, 2, 3, -1);
        assertThat(tokenizer.encode("dogs éd dog_ dog\u0301").ids()).doesNotContain(NEW);
    }

    @Test
    void strippedSpaceBelongsToTheToken() {
        Encoding left = tokenizer(token("<x>", false, true, false, false)).encode("the  <x> dog");
        assertThat(left.starts()).containsExactly(0, 0, 3, 9, 0);
        assertThat(left.ends()).containsExactly(0, 3, 8, 12, 0);
        Encoding right = tokenizer(token("<x>", false, false, true, false)).encode("<x> \n<x>dog");
        assertThat(right.starts()).containsExactly(0, 0, 5, 8, 0);
        assertThat(right.ends()).containsExactly(0, 5, 8, 11, 0);
    }

    @Test
    void aNormalizedTokenIsFoundInNormalizedText() {
        WordPieceTokenizer tokenizer = tokenizer(token("New York", false, false, false, true));
        Encoding encoding = tokenizer.encode("the NÉW\tyork dog");
        assertThat(tokenizer.tokens(encoding))
                .containsExactly("[CLS]", "the", "New York", "dog", "[SEP]");
        assertThat(encoding.starts()).containsExactly(0, 0, 4, 13, 0);
        assertThat(encoding.ends()).containsExactly(0, 3, 12, 16, 0);
    }

    @Test
    void tokensThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> tokenizer(AddedToken.special("the", 0)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("\"the\" has id 0, but the vocabulary has it as id");
        assertThatThrownBy(() -> tokenizer(AddedToken.special("<x>", 0)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("\"<x>\" has id 0, which is \"[PAD]\" in the vocabulary");
        AddedToken one = AddedToken.special("<x>", NEW);
        assertThatThrownBy(() -> tokenizer(one, one)).hasMessageContaining("is given twice");
        assertThatThrownBy(() -> tokenizer(one, AddedToken.special("<y>", NEW)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("share id " + NEW);
        assertThatThrownBy(() -> tokenizer(token("\u00ad", false, false, false, true)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("Nothing is left");
        assertThatThrownBy(() -> AddedToken.special("", 1)).hasMessageContaining("of no use");
        assertThatThrownBy(() -> AddedToken.special("<x>", -1)).hasMessageContaining("of no use");
    }

    private static AddedToken token(
            String content,
            boolean singleWord,
            boolean lstrip,
            boolean rstrip,
            boolean normalized) {
        int id = VOCABULARY.id(content).orElse(NEW);
        return new AddedToken(content, id, singleWord, lstrip, rstrip, normalized, false);
    }

    private static WordPieceTokenizer tokenizer(AddedToken... tokens) {
        return WordPieceTokenizer.builder(VOCABULARY).addedTokens(List.of(tokens)).build();
    }
}
