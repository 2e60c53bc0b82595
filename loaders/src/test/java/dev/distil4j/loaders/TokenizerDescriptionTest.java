package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class TokenizerDescriptionTest {

    private static final String VOCABULARY = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n<s>\nfilm\n";

    @TempDir Path folder;

    private TokenizerDescription read(String vocabulary) throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), vocabulary);
        return TokenizerDescription.read(folder);
    }

    private TokenizerDescription config(String json) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), json);
        return read(VOCABULARY);
    }

    private void assertVocabularyRefused(String vocabulary, String sentence) {
        assertThatExceptionOfType(VocabularyException.class)
                .isThrownBy(() -> read(vocabulary))
                .withMessageStartingWith(folder.resolve("vocab.txt") + ": " + sentence);
    }

    private static AddedToken special(String content, int id) {
        return new AddedToken(content, id, false, false, false, false, true);
    }

    @Test
    void aVocabularyAloneHasTheDefaultsOfBert() throws IOException {
        assertThat(read(VOCABULARY))
                .isEqualTo(
                        new TokenizerDescription(
                                List.of(
                                        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "<s>",
                                        "film"),
                                List.of(
                                        special("[PAD]", 0),
                                        special("[UNK]", 1),
                                        special("[CLS]", 2),
                                        special("[SEP]", 3),
                                        special("[MASK]", 4)),
                                true,
                                null,
                                true,
                                true,
                                List.of(),
                                "##",
                                100,
                                "[UNK]",
                                "[CLS]",
                                "[SEP]",
                                "[PAD]",
                                "[MASK]",
                                true,
                                true,
                                Integer.MAX_VALUE));
    }

    @Test
    void theConfigurationIsRead() throws IOException {
        var description =
                config(
                        """
                        {"do_lower_case": false, "strip_accents": true,
                         "tokenize_chinese_chars": false, "model_max_length": 128,
                         "unk_token": "<s>", "never_split": ["film"],
                         "clean_up_tokenization_spaces": false}
                        """);
        assertThat(description.do_lower_case()).isFalse();
        assertThat(description.strip_accents()).isTrue();
        assertThat(description.tokenize_chinese_chars()).isFalse();
        assertThat(description.model_max_length()).isEqualTo(128);
        assertThat(description.unk_token()).isEqualTo("<s>");
        assertThat(description.never_split()).containsExactly("film");
        assertThat(description.clean_up_tokenization_spaces()).isFalse();
    }

    @Test
    void aTokenizerOfAnotherClassIsRefusedByName() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config("{\"tokenizer_class\": \"BertJapaneseTokenizer\"}"))
                .withMessage(
                        folder.resolve("tokenizer_config.json")
                                + ": field 'tokenizer_class' is 'BertJapaneseTokenizer', which is"
                                + " not supported; use a BERT tokenizer");
    }

    // What follows is what AutoTokenizer of transformers 4.57.6 says of the same files.

    @Test
    void aSpecialTokenThatIsAnObjectKeepsItsFlags() throws IOException {
        Files.writeString(
                folder.resolve("special_tokens_map.json"),
                "{\"mask_token\":{\"content\":\"[MASK]\",\"lstrip\":true,\"normalized\":true}}");
        assertThat(read(VOCABULARY).added_tokens())
                .contains(new AddedToken("[MASK]", 4, false, true, false, true, true));
    }

    @Test
    void addedTokensHaveTheirFlagsAndTheIdsBehindTheVocabulary() throws IOException {
        var description =
                config(
                        """
                        {"added_tokens_decoder":
                          {"8": {"content": "<x>", "special": true, "rstrip": true},
                           "7": {"content": "zz", "single_word": true},
                           "4": {"content": "[MASK]", "lstrip": true, "normalized": false}},
                         "additional_special_tokens": ["<x>", "film", "<y>"]}
                        """);
        assertThat(description.added_tokens())
                .containsExactly(
                        special("[PAD]", 0),
                        special("[UNK]", 1),
                        special("[CLS]", 2),
                        special("[SEP]", 3),
                        new AddedToken("[MASK]", 4, false, true, false, false, true),
                        special("film", 6),
                        new AddedToken("zz", 7, true, false, false, true, false),
                        new AddedToken("<x>", 8, false, false, true, false, true),
                        special("<y>", 9));
        assertThat(description.vocabulary()).hasSize(7);
    }

    @Test
    void anAddedTokenWithAnIdOfItsOwnIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config("{\"added_tokens_decoder\":{\"9\":{\"content\":\"zz\"}}}"))
                .withMessageContaining(
                        "tokenizer_config.json: the added token 'zz' has id 9 where 7 is due");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config("{\"added_tokens_decoder\":{\"x\":{\"content\":\"zz\"}}}"))
                .withMessageContaining("must be an object of tokens by their ids; ");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config("{\"added_tokens_decoder\":{\"7\":\"zz\"}}"))
                .withMessageContaining("must be a string or an object with a string 'content'; ");
    }

    @Test
    void theOldListOfAddedTokensIsRead() throws IOException {
        Files.writeString(folder.resolve("added_tokens.json"), "{\"rr\": 8, \"qq\": 7}");
        assertThat(read(VOCABULARY).added_tokens())
                .hasSize(7)
                .endsWith(
                        new AddedToken("qq", 7, false, false, false, true, false),
                        new AddedToken("rr", 8, false, false, false, true, false));
    }

    @Test
    void aSpecialTokenWithoutAnIdIsLeftOut() throws IOException {
        assertThat(read("[UNK]\n[CLS]\n[SEP]\n").added_tokens())
                .containsExactly(special("[UNK]", 0), special("[CLS]", 1), special("[SEP]", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000000019884624838656", "1e30", "2147483648", "2147483647"})
    void aLengthThatMeansNoLimitIsTheLargestInt(String length) throws IOException {
        assertThat(config("{\"model_max_length\":" + length + "}").model_max_length())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "model_max_length|0|must be a whole number from 1 up",
                "model_max_length|-5|must be a whole number from 1 up",
                "model_max_length|1.5|must be a whole number from 1 up",
                "model_max_length|\"512\"|must be a whole number from 1 up",
                "do_lower_case|\"yes\"|must be true or false",
                "strip_accents|0|must be true or false",
                "cls_token|1|must be a string or an object with a string 'content'",
                "cls_token|\"\"|must be a string or an object with a string 'content'",
                "cls_token|{\"content\":1}|must be a string or an object with a string 'content'",
                "cls_token|{\"text\":\"[CLS]\"}|must be a string or an object",
            })
    void aWrongValueIsRefusedByItsField(String field, String value, String sentence) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> config("{\"%s\":%s}".formatted(field, value)))
                .withMessageStartingWith(
                        folder.resolve("tokenizer_config.json") + ": field '" + field + "' is ")
                .withMessageContaining(sentence);
    }

    @Test
    void tokensMayBeObjectsAndTheMapCountsBeforeTheConfiguration() throws IOException {
        Files.writeString(
                folder.resolve("special_tokens_map.json"),
                "{\"cls_token\":{\"content\":\"<s>\",\"lstrip\":false},\"pad_token\":null}");
        var description = config("{\"cls_token\":\"[CLS]\",\"pad_token\":\"<pad>\"}");
        assertThat(description.cls_token()).isEqualTo("<s>");
        assertThat(description.pad_token()).isEqualTo("<pad>");
    }

    @Test
    void theMapIsNotReadBesideAnAddedTokensDecoder() throws IOException {
        Files.writeString(folder.resolve("special_tokens_map.json"), "{\"cls_token\":\"<s>\"}");
        var description =
                config("{\"cls_token\":{\"content\":\"[CLS]\"},\"added_tokens_decoder\":{}}");
        assertThat(description.cls_token()).isEqualTo("[CLS]");
    }

    @Test
    void piecesAreTrimmedOnTheirRightOnly() throws IOException {
        String rest = " \tfilm \t\r\n\u00a0x\u00a0\u3000\u2028\nlast\u0085";
        assertThat(read("[UNK]\r\n[CLS]\n[SEP]\n" + rest).vocabulary())
                .containsExactly("[UNK]", "[CLS]", "[SEP]", " \tfilm", "\u00a0x", "last");
    }

    @Test
    void whatIsNoVocabularyIsRefused() {
        assertVocabularyRefused("", "the file is empty; ");
        assertVocabularyRefused("[UNK]\n[CLS]\n\n[SEP]", "line 3 is empty; ");
        assertVocabularyRefused(VOCABULARY + "\n", "line 8 is empty; ");
        assertVocabularyRefused(
                VOCABULARY + "film \n", "the piece 'film' stands on line 7 and on line 8; ");
        assertVocabularyRefused(
                "[UNK]\n[CLS]\n", "the sep_token '[SEP]' is not among its 2 pieces; ");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() throws IOException {
        Files.write(
                folder.resolve("vocab.txt"),
                "[UNK]\n[CLS]\nfa\u00e7ade\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(VocabularyException.class)
                .isThrownBy(() -> TokenizerDescription.read(folder))
                .withMessageContaining("vocab.txt: line 3 is not valid UTF-8; ");
    }

    @Test
    void padAndMaskMayBeAbsentFromTheVocabulary() throws IOException {
        assertThat(read("[UNK]\n[CLS]\n[SEP]\n").vocabulary()).hasSize(3);
    }

    @Test
    void aFolderWithoutAVocabularySaysWhatIsNeeded() throws IOException {
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> TokenizerDescription.read(folder))
                .withMessage(
                        folder
                                + ": there is no tokenizer; add the tokenizer.json or the vocab.txt"
                                + " that belongs to the model");
    }

    @Test
    void streamsAreReadLikeFiles() throws IOException {
        var vocabulary = new ByteArrayInputStream(VOCABULARY.getBytes(StandardCharsets.UTF_8));
        var config = new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(TokenizerDescription.read(vocabulary, config, "jar"))
                .isEqualTo(read(VOCABULARY));
        var empty = new ByteArrayInputStream(new byte[0]);
        assertThatExceptionOfType(VocabularyException.class)
                .isThrownBy(() -> TokenizerDescription.read(empty, null, "jar"))
                .withMessageStartingWith("jar/vocab.txt: ");
    }
}
