package dev.distil4j.app.evaluation;

import dev.distil4j.InputException;
import dev.distil4j.TokenTagger;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Progress;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.CountedStream;
import dev.distil4j.app.input.TextFile;
import dev.distil4j.loaders.ConllFile;
import dev.distil4j.loaders.ConllSentence;
import dev.distil4j.loaders.DatasetException;
import dev.distil4j.metrics.SpanMetrics;
import dev.distil4j.metrics.SpanScheme;
import dev.distil4j.tokenizer.InputTooLongException;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Takes the sentences of a CoNLL file through a model, chunk by chunk as they are read. */
public final class ConllEvaluation {

    /** Sentences that are computed together. */
    private static final int CHUNK = 256;

    private final TokenTagger model;
    private final SpanScheme scheme;
    private final Streams streams;
    private final List<ConllSentence> chunk = new ArrayList<>();
    private final Set<String> strangers = new TreeSet<>();
    private SpanMetrics metrics = SpanMetrics.NONE;
    private long sentences;

    /** Measures {@code model}; one run. */
    public ConllEvaluation(TokenTagger model, SpanScheme scheme, Streams streams) {
        this.model = model;
        this.scheme = scheme;
        this.streams = streams;
    }

    /**
     * The figures over all sentences of a file; tells of labels that the model does not have.
     *
     * @param labelColumn which column has the labels, 2 or more
     * @throws Failure if the file is no such data set, or a sentence is too long
     */
    public SpanMetrics run(File file, int labelColumn) {
        try (Progress progress = Progress.untilDone(streams);
                CountedStream stream = new CountedStream(new TextFile(file).open())) {
            ConllFile.read(
                    stream,
                    file.getPath(),
                    labelColumn,
                    sentence -> {
                        chunk.add(sentence);
                        if (chunk.size() == CHUNK) {
                            compute(file);
                            progress.at(stream.position(), file.length(), sentences);
                        }
                    });
            compute(file);
        } catch (DatasetException e) {
            throw new Failure(ExitCode.DATA, Objects.requireNonNull(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "'%s' can't be closed: %s".formatted(file, e), e);
        }
        if (sentences == 0) {
            throw new Failure(ExitCode.DATA, "%s: there is no word in it".formatted(file), null);
        }
        if (!strangers.isEmpty()) {
            streams.tell(
                    "the model does not have all labels of %s, but lacks %s; if it should, look at --label-column"
                            .formatted(file, String.join(", ", strangers)));
        }
        return metrics;
    }

    private void compute(File file) {
        List<List<String>> predictions = predictions(file);
        for (int i = 0; i < chunk.size(); i++) {
            metrics = metrics.plus(metrics(file, chunk.get(i), predictions.get(i)));
            strangers.addAll(chunk.get(i).labels());
        }
        strangers.removeAll(model.info().labels());
        sentences += chunk.size();
        chunk.clear();
    }

    private SpanMetrics metrics(File file, ConllSentence sentence, List<String> predictions) {
        try {
            return SpanMetrics.of(sentence.labels(), predictions, scheme);
        } catch (IllegalArgumentException e) {
            throw failure(file, sentence, e);
        }
    }

    private List<List<String>> predictions(File file) {
        try {
            return model.labels(chunk.stream().map(ConllSentence::words).toList());
        } catch (InputException e) {
            // One of them is the culprit, and is to be named as the file names it.
            chunk.forEach(sentence -> require(file, sentence));
            throw e;
        }
    }

    private void require(File file, ConllSentence sentence) {
        try {
            model.labels(List.of(sentence.words()));
        } catch (InputException e) {
            throw failure(file, sentence, e);
        }
    }

    private static Failure failure(File file, ConllSentence sentence, RuntimeException e) {
        String complaint =
                e.getCause() instanceof InputTooLongException tooLong
                        ? "%,d tokens are more than the %,d that the model takes; shorten the sentence or add --truncate"
                                .formatted(tooLong.length(), tooLong.maxLength())
                        : Objects.requireNonNull(e.getMessage());
        return new Failure(
                ExitCode.DATA, "%s, line %d: %s".formatted(file, sentence.line(), complaint), e);
    }
}
