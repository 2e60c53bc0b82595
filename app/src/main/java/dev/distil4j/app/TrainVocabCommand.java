package dev.distil4j.app;

import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Progress;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.TextFile;
import dev.distil4j.app.vocab.VocabularyFolder;
import dev.distil4j.tokenizer.Normalization;
import dev.distil4j.tokenizer.TokenizerException;
import dev.distil4j.tokenizer.Vocabulary;
import dev.distil4j.tokenizer.WordCounter;
import dev.distil4j.tokenizer.WordPieceTrainer;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@code distil train-vocab}. */
@Command(
        name = "train-vocab",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Train a WordPiece vocabulary on texts of your language or domain.",
        footer = {
            "",
            "It writes vocab.txt and tokenizer_config.json, for a model that is yet to be trained;",
            "a trained model keeps the vocabulary that it has. Equal texts make equal"
                    + " vocabularies.",
            "",
            "Examples:",
            "  distil train-vocab --size 8000 --output my-vocab texts.txt",
            "  distil train-vocab --size 30000 --cased --output my-vocab a.txt b.txt"
        })
final class TrainVocabCommand implements Runnable {

    private static final int MAX_LENGTH = 512;

    private final Streams streams;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files with texts, one a line, in UTF-8.")
    private final List<File> files = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "N",
            required = true,
            description = "How many pieces the vocabulary has, if the texts give as many.")
    private int size;

    @Option(
            names = "--min-frequency",
            paramLabel = "N",
            description = "How often a pair of pieces must occur to become one; without it, 2.")
    private @Nullable Long min_frequency;

    @ArgGroup(exclusive = true)
    private @Nullable Letters letters;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "Where the files go; the folder is made if need be.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace the files of a vocabulary that is there.")
    private boolean force;

    private static final class Letters {
        @Option(
                names = "--lowercase",
                description = "Lower-case the texts and take accents away, as without --cased.")
        @SuppressWarnings("unused") // the other side of --cased, which is looked at
        private boolean lowercase;

        @Option(names = "--cased", description = "Keep upper case and accents.")
        private boolean cased;
    }

    TrainVocabCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        VocabularyFolder folder = new VocabularyFolder(Objects.requireNonNull(output));
        WordPieceTrainer trainer = trainer();
        folder.requireNoOther();
        if (!force) {
            folder.requireFree();
        }
        boolean cased = letters != null && letters.cased;
        Normalization normalization = cased ? Normalization.CASED : Normalization.UNCASED;
        Map<String, Long> words = count(normalization);
        Vocabulary vocabulary = trainer.train(words);
        folder.write(vocabulary, normalization, MAX_LENGTH);
        streams.out().write(summary(vocabulary, words, folder.folder()));
    }

    private WordPieceTrainer trainer() {
        WordPieceTrainer usual = WordPieceTrainer.DEFAULT;
        try {
            return usual.vocabSize(size)
                    .minFrequency(Objects.requireNonNullElse(min_frequency, usual.minFrequency()));
        } catch (TokenizerException e) {
            throw Failure.usage(Objects.requireNonNull(e.getMessage()));
        }
    }

    private Map<String, Long> count(Normalization normalization) {
        WordCounter counter = new WordCounter(normalization);
        long total = files.stream().mapToLong(File::length).sum();
        long before = 0;
        long texts = 0;
        try (Progress progress = new Progress(streams)) {
            for (File file : files) {
                try (Inputs lines = new TextFile(file).lines()) {
                    for (Item item = lines.next(); item != null; item = lines.next()) {
                        counter.add(item.input().text());
                        progress.at(before + lines.position(), total, ++texts);
                    }
                    before += lines.position();
                }
            }
        }
        return counter.counts();
    }

    private static String summary(Vocabulary vocabulary, Map<String, Long> words, Path folder) {
        long running = words.values().stream().mapToLong(Long::longValue).sum();
        return String.format(
                Locale.ROOT,
                "%,d pieces from %,d words, %,d of them different, in %s%n",
                vocabulary.size(),
                running,
                words.size(),
                folder);
    }
}
