package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a vocabulary and no model, as a trainer leaves it. */
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
                .hasMessageContaining("config.json");
    }
}
