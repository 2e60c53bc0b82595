package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;

/** What is taken from a tokenizer.json, checked by hand against AutoTokenizer of transformers. */
class TokenizerJsonTest {

    static final String VALID =
            """
            {"version": "1.0",
             "truncation": {"max_length": 4, "strategy": "LongestFirst", "stride": 0},
             "padding": {"strategy": {"Fixed": 9}, "pad_token": "film"},
             "added_tokens": [
               {"id": 0, "content": "[PAD]", "single_word": false, "lstrip": false,
                "rstrip": false, "normalized": false, "special": true},
               {"id": 4, "content": "[MASK]", "single_word": false, "lstrip": true,
                "rstrip": false, "normalized": false, "special": false},
               {"id": 7, "content": "zz", "single_word": true, "lstrip": false,
                "rstrip": true, "normalized": true, "special": false}],
             "normalizer": {"type": "BertNormalizer", "clean_text": false,
               "handle_chinese_chars": false, "strip_accents": true, "lowercase": false},
             "pre_tokenizer": {"type": "BertPreTokenizer"},
             "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
             "decoder": {"type": "WordPiece", "prefix": "@@", "cleanup": true},
             "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "@@",
               "max_input_chars_per_word": 77,
               "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4, "film": 6,
                 "@@s": 5}}}
            """;

    private static final String TEMPLATE =
            """
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                        {"Sequence": {"id": "A", "type_id": 0}},
                        {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
             "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                      {"Sequence": {"id": "A", "type_id": 0}},
                      {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
                      {"Sequence": {"id": "B", "type_id": 1}},
                      {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
             "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                                "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
            """;

    @TempDir Path folder;

    private TokenizerDescription read(String json) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), json);
        return TokenizerDescription.read(folder);
    }

    private TokenizerDescription read(String json, String config) throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), config);
        return read(json);
    }

    private void assertRefused(String json, String sentence) {
        assertThatExceptionOfType(LoaderException.class)
                .isThrownBy(() -> read(json))
                .withMessageStartingWith(folder.resolve("tokenizer.json") + ": " + sentence)
                .withMessageContaining("; ");
    }

    private static String with(String section, String json) {
        return VALID.replaceFirst("(?s)\"" + section + "\": \\{.*?\\},\n", section(section, json));
    }

    private static String section(String section, String json) {
        return Matcher.quoteReplacement("\"" + section + "\": " + json + ",\n");
    }

    @Test
    void everyFieldIsRead() throws IOException {
        var description = read(VALID);
        assertThat(description.vocabulary())
                .containsExactly("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "@@s", "film");
        assertThat(description.added_tokens())
                .containsExactly(
                        new AddedToken("[PAD]", 0, false, false, false, false, true),
                        new AddedToken("[UNK]", 1, false, false, false, false, true),
                        new AddedToken("[CLS]", 2, false, false, false, false, true),
                        new AddedToken("[SEP]", 3, false, false, false, false, true),
                        new AddedToken("[MASK]", 4, false, true, false, false, true),
                        new AddedToken("zz", 7, true, false, true, true, false));
        assertThat(description.clean_text()).isFalse();
        assertThat(description.continuing_subword_prefix()).isEqualTo("@@");
        assertThat(description.max_input_chars_per_word()).isEqualTo(77);
        assertThat(description.unk_token()).isEqualTo("[UNK]");
        assertThat(description.cls_token()).isEqualTo("[CLS]");
        assertThat(description.sep_token()).isEqualTo("[SEP]");
        assertThat(description.pad_token()).isEqualTo("[PAD]");
        assertThat(description.mask_token()).isEqualTo("[MASK]");
    }

    @Test
    void theDecoderSaysWhetherItCleansUp() throws IOException {
        assertThat(read(VALID).cleanup()).isTrue();
        assertThat(read(VALID.replace("\"cleanup\": true", "\"cleanup\": false")).cleanup())
                .isFalse();
        assertThat(read(VALID).clean_up_tokenization_spaces()).isFalse();
        assertThat(
                        read(VALID, "{\"clean_up_tokenization_spaces\": true}")
                                .clean_up_tokenization_spaces())
                .isTrue();
    }

    @Test
    void truncationAndPaddingOfTheFileAreNotApplied() throws IOException {
        assertThat(read(VALID).model_max_length()).isEqualTo(Integer.MAX_VALUE);
        assertThat(read(VALID, "{\"model_max_length\": 128}").model_max_length()).isEqualTo(128);
    }

    @Test
    void theNormaliserIsTheConfigurationsOrItsDefault() throws IOException {
        var bare = read(VALID);
        assertThat(bare.do_lower_case()).isTrue();
        assertThat(bare.strip_accents()).isNull();
        assertThat(bare.tokenize_chinese_chars()).isTrue();
        var cased = read(VALID, "{\"do_lower_case\": false, \"strip_accents\": false}");
        assertThat(cased.do_lower_case()).isFalse();
        assertThat(cased.strip_accents()).isFalse();
        assertThat(cased.tokenize_chinese_chars()).isTrue();
        assertThat(cased.clean_text()).isFalse();
    }

    @Test
    void theGenericClassKeepsTheNormaliserOfTheFile() throws IOException {
        var description =
                read(
                        VALID,
                        "{\"tokenizer_class\": \"PreTrainedTokenizerFast\","
                                + " \"do_lower_case\": true}");
        assertThat(description.do_lower_case()).isFalse();
        assertThat(description.strip_accents()).isTrue();
        assertThat(description.tokenize_chinese_chars()).isFalse();
    }

    @Test
    void theTokensThatAreInsertedAreThoseOfTheFile() throws IOException {
        var description =
                read(
                        VALID,
                        "{\"cls_token\": \"film\", \"unk_token\": \"@@s\", \"pad_token\": \"p\"}");
        assertThat(description.cls_token()).isEqualTo("[CLS]");
        assertThat(description.unk_token()).isEqualTo("[UNK]");
        assertThat(description.pad_token()).isEqualTo("p");
        assertThat(description.added_tokens())
                .contains(new AddedToken("film", 6, false, false, false, false, true))
                .contains(new AddedToken("@@s", 5, false, false, false, false, true));
    }

    @Test
    void theFlagsOfTheConfigurationCountBeforeThoseOfTheFile() throws IOException {
        var description =
                read(
                        VALID,
                        """
                        {"added_tokens_decoder": {"7": {"content": "zz", "lstrip": true},
                                                  "8": {"content": "yy", "normalized": false}}}
                        """);
        assertThat(description.added_tokens())
                .contains(new AddedToken("zz", 7, false, true, false, true, false))
                .contains(new AddedToken("yy", 8, false, false, false, false, false));
    }

    @Test
    void aTokenizerJsonCountsBeforeAVocabulary() throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\n");
        assertThat(read(VALID).vocabulary()).hasSize(7);
    }

    @Test
    void theTemplateOfBertIsBertProcessing() throws IOException {
        String json = with("post_processor", TEMPLATE.strip().replaceFirst(",$", ""));
        assertThat(json).contains("TemplateProcessing").doesNotContain("BertProcessing");
        assertThat(read(json)).isEqualTo(read(VALID));
    }

    @Test
    void aModelWithoutATypeIsKnownByItsFields() throws IOException {
        assertThat(read(VALID.replace("\"type\": \"WordPiece\", \"unk", "\"unk")))
                .isEqualTo(read(VALID));
        assertRefused(
                VALID.replace("\"type\": \"WordPiece\", \"unk", "\"merges\": [], \"unk"),
                "model: the type none is not supported; use a tokenizer with a WordPiece model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "normalizer|{\"type\": \"NFC\"}|the type NFC is not supported",
                "normalizer|{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"NFD\"},"
                        + " {\"type\": \"Lowercase\"}]}|the type Sequence of NFD, Lowercase is not",
                "pre_tokenizer|{\"type\": \"Whitespace\"}|the type Whitespace is not supported; use"
                        + " a tokenizer with a BertPreTokenizer",
                "pre_tokenizer|{\"type\": \"Sequence\", \"pretokenizers\": [{\"type\": \"Digits\"},"
                        + " 3]}|the type Sequence of Digits, ? is not",
                "post_processor|{\"type\": \"RobertaProcessing\"}|the type RobertaProcessing is not"
                        + " supported; use a tokenizer with a BertProcessing",
                "post_processor|{\"type\": \"TemplateProcessing\", \"single\": [], \"pair\":"
                        + " []}|the type TemplateProcessing with",
                "post_processor|{\"type\": \"TemplateProcessing\", \"single\": [1], \"pair\":"
                        + " []}|field 'single' is 1 but must be a list of objects",
                "post_processor|{\"type\": \"BertProcessing\", \"sep\": [\"[SEP]\", 3], \"cls\":"
                        + " [\"[CLS]\", 9]}|the token '[CLS]' has id 9 but is 2 in the vocabulary",
                "post_processor|{\"type\": \"BertProcessing\", \"sep\": [\"[SEP]\", 3], \"cls\":"
                        + " [\"<s>\", 9]}|the token '<s>' has id 9 but is not in the vocabulary",
                "post_processor|{\"type\": \"BertProcessing\", \"sep\": [\"[SEP]\", 3]}|field 'cls'"
                        + " is absent but must be a token and its id",
                "decoder|{\"type\": \"ByteLevel\"}|the type ByteLevel is not supported",
                "decoder|{\"type\": \"WordPiece\", \"prefix\": \"##\"}|field 'prefix' is '##' but"
                        + " must be the model's, @@",
            })
    void whatCannotBeHonouredIsRefusedByItsName(String section, String json, String sentence) {
        assertRefused(with(section, json), section + ": " + sentence);
    }

    @ParameterizedTest
    @CsvSource({"normalizer", "pre_tokenizer", "post_processor"})
    void aMissingSectionIsRefused(String section) {
        assertRefused(with(section, "null"), "field '" + section + "' is missing; ");
        assertRefused(with(section, "3"), "field '" + section + "' is 3 but must be an object; ");
    }

    @Test
    void theDecoderMayBeAbsent() throws IOException {
        assertThat(read(with("decoder", "null"))).isEqualTo(read(VALID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\": \"WordPiece\", \"unk|\"type\": \"BPE\", \"unk|model: the type BPE is"
                        + " not",
                "\"type\": \"WordPiece\", \"unk|\"type\": 1, \"unk|model: field 'type' is 1",
                "\"vocab\": {|\"vocab\": [[\"a\", 0.5]], \"x\": {|the vocabulary is empty",
                "\"unk_token\": \"[UNK]\"|\"unk_token\": \"<unk>\"|the unk_token '<unk>' is not",
                "\"unk_token\": \"[UNK]\",||model: field 'unk_token' is missing",
                "_per_word\": 77|_per_word\": 0|model: field 'max_input_chars_per_word' is 0",
                "\"version\": \"1.0\"|\"version\": \"2.0\"|field 'version' is '2.0' but must be"
                        + " 1.0",
                "\"film\": 6|\"film\": 7|the piece 'film' has id 7 in a vocabulary of 7 pieces, so",
                "\"film\": 6|\"film\": 3|the pieces '[SEP]' and 'film' share id 3",
                "\"film\": 6|\"film\": -1|an id is -1 but must be a whole number from 0 up",
                "\"film\": 6|\"film\": 4294967296|the piece 'film' has id 4294967296 in a vocab",
                "\"film\": 6|\"\": 6|the piece with id 6 is empty",
                "\"film\": 6|\"@@s\": 6|the key '@@s' stands twice in one object",
                "\"id\": 7|\"id\": 9|the added token 'zz' has id 9 where 7 is due",
                "\"id\": 4|\"id\": 5|the added token '[MASK]' has id 5 where 4 is due",
                "\"id\": 7|\"id\": \"7\"|added_tokens: field 'id' is '7' but must be",
                "\"content\": \"zz\"|\"content\": \"\"|field 'added_tokens' is an object with 7",
                "\"content\": \"zz\"|\"content\": \"[PAD]\"|the added token '[PAD]' is there twice",
                "\"rstrip\": true|\"rstrip\": 1|added_tokens: field 'rstrip' is 1 but must be true",
            })
    void whatIsWrongIsRefusedWithItsPlace(String right, String wrong, String sentence) {
        assertThat(VALID).contains(right);
        assertRefused(VALID.replace(right, wrong == null ? "" : wrong), sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Sequence\": {\"id\": \"B\", \"type_id\": 1}','\"Sequence\": {\"id\": \"B\","
                + " \"type_id\": 0}'",
        "'\"SpecialToken\": {\"id\": \"[SEP]\", \"type_id\": 1}',"
                + "'\"SpecialToken\": {\"id\": \"[CLS]\", \"type_id\": 1}'",
        "'\"id\": \"A\", \"type_id\": 0','\"id\": \"A\", \"type_id\": 2'",
    })
    void aTemplateThatIsNotBertsIsRefused(String right, String wrong) {
        assertThat(TEMPLATE).contains(right);
        String template = TEMPLATE.strip().replaceFirst(",$", "").replace(right, wrong);
        assertRefused(
                with("post_processor", template),
                "post_processor: the type TemplateProcessing with [CLS]:0 $A:");
    }

    @Test
    void aTemplateWithoutItsIdsIsRefused() {
        String template = TEMPLATE.strip().replaceFirst(",$", "");
        assertRefused(
                with("post_processor", template.replace("\"ids\": [2]", "\"ids\": [2, 2]")),
                "post_processor: field 'special_tokens' is an object with 2 entries but must be an"
                        + " object with one id for '[CLS]'; ");
        assertRefused(
                with("post_processor", template.replace("\"ids\": [2]", "\"ids\": [6]")),
                "post_processor: the token '[CLS]' has id 6 but is 2 in the vocabulary; ");
    }
}
