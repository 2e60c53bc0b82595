package dev.distil4j;

import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.model.TokenClassifier;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.InputTooLongException;
import dev.distil4j.tokenizer.TokenizerException;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Gives the tokens of texts their labels, and finds the entities that they make: names, places,
 * parts of speech.
 *
 * <p>Made by {@link Distil4J#tokenClassification}. Immutable and thread-safe; texts of a list, and
 * the windows of long ones, are computed together, without padding, and get the very scores that
 * they would get alone.
 */
public final class TokenTagger implements AutoCloseable {

    /** What is left out unless asked for. */
    static final Set<String> OUTSIDE = Set.of(Tagging.O);

    private final OpenModel<TokenClassifier> model;
    private final Tagging tagging;

    private TokenTagger(OpenModel<TokenClassifier> model) {
        this.model = model;
        tagging = new Tagging(model.tokenizer(), model.config().id2label());
    }

    static TokenTagger open(ModelSource source, Options options) {
        return Sources.read(
                source,
                options,
                files -> new TokenTagger(OpenModel.open(files, options, TokenClassifier::load)));
    }

    /**
     * The tokens of a text that have another label than {@code O}.
     *
     * @throws InputException if the text is too long
     */
    public List<TokenEntity> tokens(String text) {
        return tokens(List.of(TaggerInput.of(text)), OUTSIDE).getFirst();
    }

    /**
     * The tokens of each text with their labels, in the order of the texts ({@code
     * aggregation_strategy="none"}).
     *
     * @param ignore_labels labels whose tokens are left out
     * @throws InputException if a text is too long; it says which
     */
    public List<List<TokenEntity>> tokens(List<TaggerInput> inputs, Set<String> ignore_labels) {
        List<Encoding> encodings = encoded(inputs);
        List<float[]> logits = logits(encodings);
        List<List<TokenEntity>> results = new ArrayList<>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            results.add(
                    tagging.tokens(inputs.get(i), encodings.get(i), logits.get(i), ignore_labels));
        }
        return results;
    }

    /**
     * The entities of a text, by strategy {@code simple}.
     *
     * @throws InputException if the text is too long
     */
    public List<EntityGroup> entities(String text) {
        return entities(List.of(TaggerInput.of(text)), GroupingOptions.defaults()).getFirst();
    }

    /**
     * The entities of each text, in the order of the texts.
     *
     * @throws InputException if a text is too long and {@code options} have no stride, or one that
     *     does not fit the model's windows; it says which text
     */
    public List<List<EntityGroup>> entities(List<TaggerInput> inputs, GroupingOptions options) {
        Integer stride = options.stride();
        List<List<Encoding>> windows = new ArrayList<>(inputs.size());
        if (stride == null) {
            encoded(inputs).forEach(encoding -> windows.add(List.of(encoding)));
        } else {
            inputs.forEach(input -> windows.add(windows(input, stride)));
        }
        List<float[]> logits = logits(windows.stream().flatMap(List::stream).toList());
        List<List<EntityGroup>> results = new ArrayList<>(inputs.size());
        int done = 0;
        for (int i = 0; i < inputs.size(); i++) {
            List<float[]> own = logits.subList(done, done + windows.get(i).size());
            done += own.size();
            results.add(tagging.entities(inputs.get(i), windows.get(i), own, options));
        }
        return results;
    }

    /**
     * A label for each word, that of its first token: what data sets like CoNLL-2003 are about.
     *
     * @param sentences the words of each
     * @return as many labels for each; {@code O} for a word without a token
     * @throws InputException if a sentence is too long; it says which
     */
    public List<List<String>> labels(List<List<String>> sentences) {
        List<Encoding> encodings = encoded(sentences.stream().map(TaggerInput::ofWords).toList());
        List<float[]> logits = logits(encodings);
        List<List<String>> results = new ArrayList<>(sentences.size());
        for (int i = 0; i < sentences.size(); i++) {
            int words = sentences.get(i).size();
            results.add(tagging.labels(words, encodings.get(i), logits.get(i)));
        }
        return results;
    }

    private List<float[]> logits(List<Encoding> encodings) {
        return model.logits(encodings, RowSelection::all, TokenClassifier::logits);
    }

    private List<Encoding> encoded(List<TaggerInput> inputs) {
        WordPieceTokenizer tokenizer = model.tokenizer();
        List<Encoding> encodings = new ArrayList<>(inputs.size());
        for (TaggerInput input : inputs) {
            try {
                encodings.add(tokenizer.encode(tokenizerInput(input), tokenizer.options()));
            } catch (InputTooLongException e) {
                String which = inputs.size() == 1 ? "" : "text " + (encodings.size() + 1) + ": ";
                throw new InputException(which + e.getMessage(), e);
            }
        }
        return encodings;
    }

    private List<Encoding> windows(TaggerInput input, int stride) {
        WordPieceTokenizer tokenizer = model.tokenizer();
        try {
            EncodingOptions options =
                    tokenizer.options().truncation(Truncation.LONGEST_FIRST).stride(stride);
            return tokenizer.windows(tokenizerInput(input), options);
        } catch (TokenizerException e) {
            throw new InputException(Objects.requireNonNull(e.getMessage()), e);
        }
    }

    private static TokenizerInput tokenizerInput(TaggerInput input) {
        return switch (input) {
            case TaggerInput.Text(String text) -> TokenizerInput.of(text);
            case TaggerInput.Words(List<String> words, String _) -> TokenizerInput.ofWords(words);
        };
    }

    /**
     * Computes a fixed number of texts of its own, from 3 to 64 tokens, alone and together, so that
     * all code is compiled and later calls run at full speed. A server does this before it says that
     * it is ready; results do not depend on it.
     *
     * @throws ClosedException if this is closed
     */
    public void warmUp() {
        model.warmUp(TokenTagger::allRows);
    }

    private static float[] allRows(TokenClassifier classifier, Call call, TokenBatch batch) {
        return classifier.logits(call, batch, RowSelection.all(batch));
    }

    /** What this model is and what it runs on. */
    public ModelInfo info() {
        return model.info();
    }

    /** Refuses new calls, waits for the running ones and frees the weights. Idempotent. */
    @Override
    public void close() {
        model.close();
    }
}
