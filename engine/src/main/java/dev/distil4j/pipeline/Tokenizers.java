package dev.distil4j.pipeline;

import dev.distil4j.loaders.TokenizerDescription;
import dev.distil4j.loaders.TokenizerFolder;
import dev.distil4j.tokenizer.AddedToken;
import dev.distil4j.tokenizer.CleanUp;
import dev.distil4j.tokenizer.Normalization;
import dev.distil4j.tokenizer.SpecialTokens;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.Vocabulary;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.nio.file.Path;

/** Builds a model's tokenizer from what its files say. */
public final class Tokenizers {

    private Tokenizers() {}

    /**
     * The tokenizer of a folder, which need not have a model that this engine runs, nor weights.
     *
     * @throws dev.distil4j.loaders.LoaderException if its files can't be used
     */
    public static WordPieceTokenizer ofFolder(Path path, Truncation truncation) {
        var folder = new TokenizerFolder(path);
        TokenizerDescription description = folder.tokenizer();
        return build(
                description,
                Math.min(description.model_max_length(), folder.positions()),
                truncation);
    }

    /**
     * The tokenizer of a model.
     *
     * @throws dev.distil4j.loaders.LoaderException if its files can't be used, or the vocabulary has
     *     more pieces than the embedding has rows
     */
    public static WordPieceTokenizer of(ModelFiles files, Truncation truncation) {
        TokenizerDescription description = files.tokenizer();
        description.requireFit(files.config(), files.name());
        int pieces = description.size();
        int rows = files.config().vocab_size();
        if (pieces < rows) {
            System.getLogger(Tokenizers.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "{0}: the vocabulary has {1} pieces, the embedding {2} rows; if this is"
                                    + " not on purpose, the tokenizer is of another model",
                            files.name(),
                            String.valueOf(pieces),
                            String.valueOf(rows));
        }
        int positions = files.config().max_position_embeddings();
        return build(description, Math.min(description.model_max_length(), positions), truncation);
    }

    private static WordPieceTokenizer build(
            TokenizerDescription description, int maxLength, Truncation truncation) {
        return WordPieceTokenizer.builder(new Vocabulary(description.vocabulary()))
                .normalization(
                        new Normalization(
                                description.do_lower_case(),
                                description.strip_accents(),
                                description.tokenize_chinese_chars(),
                                description.clean_text()))
                .addedTokens(description.added_tokens().stream().map(Tokenizers::added).toList())
                .neverSplit(description.never_split())
                .continuingSubwordPrefix(description.continuing_subword_prefix())
                .maxInputCharsPerWord(description.max_input_chars_per_word())
                .specialTokens(
                        new SpecialTokens(
                                description.unk_token(),
                                description.cls_token(),
                                description.sep_token(),
                                description.pad_token(),
                                description.mask_token()))
                .cleanUp(cleanUp(description))
                .maxLength(maxLength)
                .truncation(truncation)
                .build();
    }

    private static CleanUp cleanUp(TokenizerDescription description) {
        if (description.clean_up_tokenization_spaces()) {
            return CleanUp.TEXT;
        }
        return description.cleanup() ? CleanUp.PIECES : CleanUp.NONE;
    }

    private static AddedToken added(dev.distil4j.loaders.AddedToken token) {
        return new AddedToken(
                token.content(),
                token.id(),
                token.single_word(),
                token.lstrip(),
                token.rstrip(),
                token.normalized(),
                token.special());
    }
}
