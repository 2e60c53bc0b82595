package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** Folders with a tokenizer and no model, or none that this engine runs. */
final class TokenizerOnlyTest {

    @TempDir private Path folder;

    @Test
    void aVocabularyIsEnough() throws Exception {
        Files.writeString(
                folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n");
        var tokenizer = Distil4J.tokenizer(ModelSource.folder(folder), Options.defaults());
        assertThat(tokenizer.encode("Film film").ids()).containsExactly(2, 5, 5, 3);
    }

    @Test
    void aModelOfAnotherKindWithoutWeightsIsEnough() throws Exception {
        Files.writeString(
                folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n");
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"bert\", \"max_position_embeddings\": 4}");
        var tokenizer = Distil4J.tokenizer(ModelSource.folder(folder), Options.defaults());
        assertThat(tokenizer.encode("film film").ids()).containsExactly(2, 5, 5, 3);
        assertThat(tokenizer.maxLength()).isEqualTo(4);
    }

    @Test
    void aBrokenConfigurationIsRefused() throws Exception {
        Files.writeString(
                folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n");
        Files.writeString(folder.resolve("config.json"), "{\"max_position_embeddings\": \"many\"}");
        assertThatThrownBy(() -> Distil4J.tokenizer(ModelSource.folder(folder), Options.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining("max_position_embeddings");
    }

    @Test
    void aBrokenOneIsOfTheFamily() throws Exception {
        Files.writeString(folder.resolve("vocab.txt"), "film\n");
        assertThatThrownBy(() -> Distil4J.tokenizer(ModelSource.folder(folder), Options.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("[UNK]");
    }

    @Test
    void anEmptyFolderIsNoModel() {
        assertThatThrownBy(() -> Distil4J.tokenizer(ModelSource.folder(folder), Options.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no tokenizer");
    }
}
