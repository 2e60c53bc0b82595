package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.loaders.SentenceModules.Pooling;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The files of sentence-transformers, in the forms that its versions have written. */
class SentenceModulesTest {

    @TempDir Path folder;

    private static String module(String type, String path) {
        return "{\"idx\":0,\"name\":\"0\",\"path\":\"%s\",\"type\":\"%s\"}".formatted(path, type);
    }

    private static final String TRANSFORMER =
            module("sentence_transformers.models.Transformer", "");
    private static final String POOLING =
            module("sentence_transformers.models.Pooling", "1_Pooling");
    private static final String NORMALIZE =
            module("sentence_transformers.models.Normalize", "2_Normalize");

    @BeforeEach
    void meanOfTheTokens() throws IOException {
        modules(TRANSFORMER, POOLING);
        pooling(
                "{\"word_embedding_dimension\":36,\"pooling_mode_cls_token\":false,"
                        + "\"pooling_mode_mean_tokens\":true,\"pooling_mode_max_tokens\":false,"
                        + "\"pooling_mode_mean_sqrt_len_tokens\":false}");
    }

    private void modules(String... modules) throws IOException {
        Files.writeString(folder.resolve("modules.json"), "[" + String.join(",", modules) + "]");
    }

    private void pooling(String json) throws IOException {
        Path file = folder.resolve("1_Pooling/config.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json);
    }

    private void transformer(String json) throws IOException {
        Files.writeString(folder.resolve("sentence_bert_config.json"), json);
    }

    private SentenceModules read() {
        return SentenceModules.read(folder).orElseThrow();
    }

    private void assertRefused(String sentence) {
        assertThatExceptionOfType(LoaderException.class)
                .isThrownBy(this::read)
                .withMessageContaining(sentence)
                .withMessageContaining("; ")
                .withMessageNotContaining("\n");
    }

    @Test
    void aModelOfAnotherLibraryHasNone() throws IOException {
        Files.delete(folder.resolve("modules.json"));
        assertThat(SentenceModules.read(folder)).isEmpty();
    }

    @Test
    void theMeanIsNotNormalisedUnlessAModuleSaysSo() throws IOException {
        assertThat(read()).isEqualTo(new SentenceModules(Pooling.MEAN, false, OptionalInt.empty()));
        modules(TRANSFORMER, POOLING, NORMALIZE);
        assertThat(read().normalize()).isTrue();
    }

    @Test
    void theFirstTokenIsTakenIfTheFlagsSaySo() throws IOException {
        pooling("{\"pooling_mode_cls_token\":true,\"pooling_mode_mean_tokens\":false}");
        assertThat(read().pooling()).isEqualTo(Pooling.CLS);
    }

    @Test
    void theLargestValuesAreTakenIfTheFlagsSaySo() throws IOException {
        pooling("{\"pooling_mode_max_tokens\":true,\"pooling_mode_mean_tokens\":false}");
        assertThat(read().pooling()).isEqualTo(Pooling.MAX);
    }

    @ParameterizedTest
    @CsvSource({"mean, MEAN", "cls, CLS", "max, MAX"})
    void aNameOfThePoolingWinsOverFlags(String name, Pooling pooling) throws IOException {
        pooling("{\"pooling_mode\":\"%s\",\"pooling_mode_lasttoken\":true}".formatted(name));
        assertThat(read().pooling()).isEqualTo(pooling);
    }

    @Test
    void theMeanIsTheDefault() throws IOException {
        pooling("{}");
        assertThat(read().pooling()).isEqualTo(Pooling.MEAN);
    }

    @Test
    void theLongestTextIsThatOfTheTransformersFile() throws IOException {
        transformer("{\"max_seq_length\":256,\"do_lower_case\":false}");
        assertThat(read().max_seq_length()).hasValue(256);
        transformer("{\"max_seq_length\":null}");
        assertThat(read().max_seq_length()).isEmpty();
    }

    @Test
    void classesOfLaterPackagesAreKnownByTheirNames() throws IOException {
        modules(
                module("sentence_transformers.base.modules.transformer.Transformer", ""),
                module(
                        "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
                        "1_Pooling"));
        assertThat(read().pooling()).isEqualTo(Pooling.MEAN);
    }

    @Test
    void otherModulesAreRefusedByName() throws IOException {
        modules(TRANSFORMER, POOLING, module("sentence_transformers.models.Dense", "2_Dense"));
        assertRefused("'Dense'");
        modules(POOLING, TRANSFORMER);
        assertRefused("the modules 'Pooling', 'Transformer' are not supported");
        modules();
        assertRefused("are not supported");
    }

    @Test
    void aModelInAFolderOfItsOwnIsRefused() throws IOException {
        modules(module("sentence_transformers.models.BERT.Transformer", "0_BERT"), POOLING);
        assertRefused("module 0: field 'path' is '0_BERT', which is not supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pooling_mode_mean_sqrt_len_tokens",
                "pooling_mode_weightedmean_tokens",
                "pooling_mode_lasttoken"
            })
    void otherPoolingIsRefusedByName(String mode) throws IOException {
        pooling("{\"pooling_mode_mean_tokens\":false,\"%s\":true}".formatted(mode));
        assertRefused("field '" + mode + "' is 'true', which is not supported");
        pooling("{\"pooling_mode\":\"lasttoken\"}");
        assertRefused("field 'pooling_mode' is 'lasttoken' but must be mean or cls or max");
    }

    @Test
    void bothPoolingsAndNoneAreRefused() throws IOException {
        pooling("{\"pooling_mode_cls_token\":true}");
        assertRefused(
                "just one of pooling_mode_cls_token, pooling_mode_max_tokens,"
                        + " pooling_mode_mean_tokens must be true");
        pooling("{\"pooling_mode_mean_tokens\":false}");
        assertRefused(
                "just one of pooling_mode_cls_token, pooling_mode_max_tokens,"
                        + " pooling_mode_mean_tokens must be true");
    }

    @Test
    void aPoolingWithoutItsFileIsRefused() throws IOException {
        Files.delete(folder.resolve("1_Pooling/config.json"));
        assertRefused("module 1: there is no 1_Pooling/config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../1_Pooling", "/etc", ".."})
    void aPathOutOfTheFolderIsRefused(String path) throws IOException {
        modules(TRANSFORMER, module("sentence_transformers.models.Pooling", path));
        assertRefused("field 'path' is '" + path + "' but must be a folder in the model's");
    }

    @Test
    void lowerCasingOfItsOwnIsRefused() throws IOException {
        transformer("{\"do_lower_case\":true}");
        assertRefused("field 'do_lower_case' is 'true', which is not supported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|the document must be an array but is an object",
                "[1]|a module must be an object but is 1",
                "[{}]|module 0: field 'type' is missing",
                "[{\"type\":\"a\",\"type\":\"b\"}]|the key 'type' stands twice",
                "[] x|invalid JSON",
                "[][]|something stands behind the end",
                "``|there is no JSON in it",
            })
    void whatIsNoListOfModulesIsRefusedWithItsPlace(String json, String sentence)
            throws IOException {
        Files.writeString(folder.resolve("modules.json"), json);
        assertRefused(sentence);
    }
}
