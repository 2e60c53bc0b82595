package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Mutates the files of text beside a checkpoint: each is read, or refused in one sentence, in
 * memory that its length bounds. The time-out is for what hangs, far beyond a million mutations.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TextFilesFuzzTest {

    private static final Mutations MUTATIONS =
            new Mutations(
                    "-1",
                    "0",
                    "7",
                    "2147483647",
                    "4294967296",
                    "1e9",
                    "[",
                    "]",
                    "{",
                    "}",
                    ",",
                    "\"",
                    ":",
                    "null",
                    "true",
                    "1",
                    "\"type\"",
                    "\"WordPiece\"",
                    "\"Sequence\"",
                    "\"[CLS]\"",
                    "\"zz\"",
                    "\"content\"",
                    "\"vocab\"",
                    "../",
                    "/",
                    "\\u0000",
                    "\\ud800",
                    "\u00e9",
                    "[[[[",
                    "  ",
                    "\n",
                    "\"\"");

    private static final String CONFIG =
            """
            {"tokenizer_class": "DistilBertTokenizer", "do_lower_case": true, "never_split": ["x"],
             "model_max_length": 512, "cls_token": {"content": "[CLS]", "lstrip": false},
             "added_tokens_decoder": {"8": {"content": "zz", "special": false}},
             "additional_special_tokens": ["<x>"]}
            """;

    private static final String VOCABULARY =
            "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n##s\nfilm\n\u00e9\n";

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private static void fuzz(String valid, int count, int more, Fuzz.Reader reader)
            throws IOException {
        byte[] bytes = valid.getBytes(StandardCharsets.UTF_8);
        reader.read(bytes);
        Fuzz fuzz =
                Fuzz.of(
                        count,
                        seed -> MUTATIONS.of(bytes, new SplittableRandom(seed)),
                        refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(1500),
                        more,
                        reader);
        // Neither outcome may swallow the other: the mutations must reach both sides.
        assertThat(fuzz.read()).isGreaterThan(count / 100);
        assertThat(fuzz.refused()).isGreaterThan(count / 10);
    }

    private static TokenizerSettings settings(byte[] config) {
        return new TokenizerSettings(
                new ConfigFields(config, "tokenizer_config.json"),
                new ConfigFields(NOTHING, "special_tokens_map.json"),
                new ConfigFields(NOTHING, "added_tokens.json"));
    }

    @Test
    void everyTokenizerJsonIsATokenizerOrOneSentence() throws IOException {
        fuzz(
                TokenizerJsonTest.VALID,
                Mutations.COUNT,
                3,
                file ->
                        TokenizerDescription.describe(
                                TokenizerJson.parse(file, "tokenizer.json"), settings(NOTHING)));
    }

    @Test
    void everyTokenizerConfigurationIsOneOrOneSentence() throws IOException {
        fuzz(
                CONFIG,
                Mutations.COUNT,
                3,
                file ->
                        TokenizerDescription.describe(
                                TokenizerModel.ofVocabulary(
                                        VOCABULARY.getBytes(StandardCharsets.UTF_8), "vocab.txt"),
                                settings(file)));
    }

    @Test
    void everyVocabularyIsOneOrOneSentence() throws IOException {
        fuzz(
                VOCABULARY,
                Mutations.COUNT,
                3,
                file -> TokenizerDescription.read(new ByteArrayInputStream(file), null, "folder"));
    }

    @Test
    void everyConfigurationIsOneOrOneSentence() throws IOException {
        String config =
                """
                {"model_type": "distilbert", "activation": "gelu", "vocab_size": 3, "dim": 4,
                 "max_position_embeddings": 8, "n_layers": 1, "n_heads": 2, "hidden_dim": 5,
                 "dropout": 0.1, "id2label": {"0": "NO", "1": "YES"}, "problem_type": null}
                """;
        fuzz(
                config,
                Mutations.COUNT,
                0,
                file -> ModelConfig.read(new ByteArrayInputStream(file), "config.json"));
    }

    @Test
    void everyDatasetIsSquadOrOneSentence() throws IOException {
        fuzz(
                SquadFileTest.VALID,
                Mutations.COUNT,
                3,
                file ->
                        SquadFile.read(
                                new ByteArrayInputStream(file), "dev.json", paragraph -> {}));
    }

    @Test
    void everyIndexIsACheckpointOrOneSentence() throws IOException {
        new SafetensorsWriter()
                .tensor("a", DType.F32, new float[2], 2)
                .tensor("b", DType.F16, new float[3], 3)
                .write(folder.resolve("m-1.safetensors"));
        new SafetensorsWriter()
                .tensor("c", DType.F32, new float[1], 1)
                .write(folder.resolve("m-2.safetensors"));
        Path index = folder.resolve("model.safetensors.index.json");
        // Fewer, since each one opens files.
        fuzz(
                """
                {"metadata": {"total_size": 18, "more": {"x": [1, null]}},
                 "weight_map": {"a": "m-1.safetensors", "b": "m-1.safetensors",
                                "c": "m-2.safetensors"}}
                """,
                Mutations.COUNT / 20,
                2,
                file -> ShardedCheckpoint.open(Files.write(index, file)).close());
    }
}
