package dev.distil4j.app.vocab;

import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.tokenizer.Normalization;
import dev.distil4j.tokenizer.SpecialTokens;
import dev.distil4j.tokenizer.Vocabulary;

import tools.jackson.core.JsonGenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The files of a tokenizer in Hugging Face's layout: {@code vocab.txt} and {@code
 * tokenizer_config.json}.
 *
 * @param folder where they are
 */
public record VocabularyFolder(Path folder) {

    private static final String VOCABULARY = "vocab.txt";
    private static final String CONFIG = "tokenizer_config.json";

    /** What loaders read before or beside the files that are written here. */
    private static final List<String> OVERRIDING =
            List.of("tokenizer.json", "special_tokens_map.json", "added_tokens.json");

    /**
     * Refuses a folder that has one of the files, before the work is done that would fill it.
     *
     * @throws Failure that names the file
     */
    public void requireFree() {
        refuseAny(List.of(VOCABULARY, CONFIG), "'%s' is there already; add --force to replace it");
    }

    /**
     * Refuses a folder with files of another tokenizer, in whose presence the new vocabulary would
     * not count, or not as it was trained.
     *
     * @throws Failure that names the file
     */
    public void requireNoOther() {
        refuseAny(
                OVERRIDING,
                "'%s' is of another tokenizer and would override the new vocabulary; remove it or"
                        + " give another folder");
    }

    private void refuseAny(List<String> names, String complaint) {
        for (String name : names) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                throw new Failure(ExitCode.OUTPUT, complaint.formatted(file), null);
            }
        }
    }

    /**
     * Writes both files, the vocabulary last.
     *
     * @param maxLength how many tokens a text may have
     * @throws Failure if they can't be written
     */
    public void write(Vocabulary vocabulary, Normalization normalization, int maxLength) {
        String config = new JsonText().of(json -> writeConfig(json, normalization, maxLength));
        try {
            Files.createDirectories(folder);
            replace(CONFIG, config + "\n");
            replace(VOCABULARY, String.join("\n", vocabulary.pieces()) + "\n");
        } catch (IOException e) {
            throw new Failure(ExitCode.OUTPUT, "'%s' can't be written: %s".formatted(folder, e), e);
        }
    }

    /** In one step, so that no half a file is left behind. */
    private void replace(String name, String content) throws IOException {
        Path temporary = folder.resolve("." + name + ".new");
        Files.writeString(temporary, content);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeConfig(JsonGenerator json, Normalization normalization, int length) {
        SpecialTokens special = SpecialTokens.BERT;
        json.writeStartObject();
        json.writeStringProperty("tokenizer_class", "DistilBertTokenizer");
        json.writeBooleanProperty("do_lower_case", normalization.lowercase());
        json.writeBooleanProperty("tokenize_chinese_chars", normalization.tokenizeChineseChars());
        json.writeStringProperty("unk_token", special.unk());
        json.writeStringProperty("cls_token", special.cls());
        json.writeStringProperty("sep_token", special.sep());
        json.writeStringProperty("pad_token", special.pad());
        json.writeStringProperty("mask_token", special.mask());
        json.writeNumberProperty("model_max_length", length);
        json.writeEndObject();
    }
}
