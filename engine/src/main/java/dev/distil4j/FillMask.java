package dev.distil4j;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.masking.MaskTargets;
import dev.distil4j.masking.MaskedText;
import dev.distil4j.masking.TokenScore;
import dev.distil4j.model.MaskedLanguageModel;
import dev.distil4j.pipeline.ModelFiles;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.InputTooLongException;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Guesses the words that a text leaves open, {@code Paris is the [MASK] of France.}
 *
 * <p>Made by {@link Distil4J#fillMask}. Immutable and thread-safe; texts of a list are computed
 * together, without padding, and get the very scores that they would get alone. Several masks of a
 * text are guessed each for itself, the others left open.
 */
public final class FillMask implements AutoCloseable {

    private static final float[] NOTHING_MORE = {};

    /** Words with their tokens: what a call finds out, for a later one that asks for the same. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(List<String> words, int[] ids) {}

    private final OpenModel<MaskedLanguageModel> model;
    private final WordPieceTokenizer tokenizer;
    private final int mask;
    private volatile @Nullable Found found;

    private FillMask(OpenModel<MaskedLanguageModel> model, int mask) {
        this.model = model;
        this.tokenizer = model.tokenizer();
        this.mask = mask;
    }

    static FillMask open(ModelSource source, Options options) {
        return Sources.read(source, options, files -> open(files, options));
    }

    private static FillMask open(ModelFiles files, Options options) {
        OpenModel<MaskedLanguageModel> model =
                OpenModel.open(files, options, MaskedLanguageModel::load);
        String mask = model.tokenizer().specialTokens().mask();
        OptionalInt id = model.tokenizer().id(mask);
        if (id.isEmpty()) {
            model.close();
            throw new ModelException(
                    "%s: the vocabulary has no mask \"%s\"; use the tokenizer that belongs to the model"
                            .formatted(files.name(), mask),
                    null);
        }
        return new FillMask(model, id.getAsInt());
    }

    /**
     * The masks of a text in their order, each with the 5 best tokens for it.
     *
     * @throws InputException if the text has no mask or is too long
     */
    public List<Mask> fill(String text) {
        return fill(List.of(text), FillMaskOptions.defaults()).getFirst();
    }

    /**
     * The masks of each text, with the tokens for each that {@code options} ask for, in the order of
     * the texts.
     *
     * @throws InputException if a text has no mask or is too long, it says which; or if no target is
     *     of any use
     */
    public List<List<Mask>> fill(List<String> texts, FillMaskOptions options) {
        int[] targets = options.targets() == null ? null : ids(options.targets());
        List<MaskedText> maskedTexts = masked(texts);
        Iterator<List<TokenScore>> best = best(maskedTexts, targets, options.top_k()).iterator();
        List<List<Mask>> results = new ArrayList<>(texts.size());
        for (MaskedText text : maskedTexts) {
            List<Mask> masks = new ArrayList<>(text.count());
            for (int m = 0; m < text.count(); m++) {
                masks.add(mask(text, m, best.next()));
            }
            results.add(List.copyOf(masks));
        }
        return results;
    }

    private static Mask mask(MaskedText text, int m, List<TokenScore> tokens) {
        List<FilledMask> candidates = new ArrayList<>(tokens.size());
        for (TokenScore best : tokens) {
            int token = best.token();
            candidates.add(
                    new FilledMask(
                            best.score(), token, text.token_str(token), text.sequence(m, token)));
        }
        return new Mask(text.start(m), text.end(m), candidates);
    }

    /** The best tokens for each mask of all texts. */
    private List<List<TokenScore>> best(
            List<MaskedText> texts, int @Nullable [] targets, int top_k) {
        int vocabulary = model.config().vocab_size();
        List<List<TokenScore>> best = new ArrayList<>();
        model.logits(
                texts.stream().map(MaskedText::encoding).toList(),
                this::masks,
                (head, call, batch, masks) -> {
                    float[] logits = head.logits(call, batch, masks);
                    // Batch by batch, as the logits of many masks would fill the memory.
                    for (int row = 0; row < logits.length; row += vocabulary) {
                        best.add(TokenScore.best(logits, row, vocabulary, targets, top_k));
                    }
                    return NOTHING_MORE;
                });
        return best;
    }

    private RowSelection masks(TokenBatch batch) {
        return RowSelection.of(batch, MaskedText.places(batch.ids(), batch.total(), mask));
    }

    private List<MaskedText> masked(List<String> texts) {
        List<MaskedText> masked = new ArrayList<>(texts.size());
        for (String text : texts) {
            String which = texts.size() == 1 ? "" : "text " + (masked.size() + 1) + ": ";
            try {
                MaskedText one = MaskedText.of(tokenizer, tokenizer.encode(text), mask);
                if (one.count() == 0) {
                    throw new InputException(which + withoutMask(one.encoding()), null);
                }
                masked.add(one);
            } catch (InputTooLongException e) {
                throw new InputException(which + e.getMessage(), e);
            }
        }
        return masked;
    }

    private String withoutMask(Encoding encoding) {
        return "%s no %s; put one where a word is to be guessed"
                .formatted(
                        encoding.isTruncated()
                                ? "the first %d tokens, all that the model takes, have"
                                        .formatted(encoding.length())
                                : "the text has",
                        tokenizer.specialTokens().mask());
    }

    private int[] ids(List<String> words) {
        Found last = found;
        if (last == null || !last.words().equals(words)) {
            last = new Found(words, new MaskTargets(tokenizer).ids(words));
            if (last.ids().length == 0) {
                throw new InputException(
                        "none of the targets has a piece in the vocabulary; name at least one word"
                                + " that has",
                        null);
            }
            found = last;
        }
        return last.ids();
    }

    /**
     * Computes a fixed number of texts of its own, from 3 to 64 tokens, alone and together, so that
     * all code is compiled and later calls run at full speed. A server does this before it says that
     * it is ready; results do not depend on it.
     *
     * @throws ClosedException if this is closed
     */
    public void warmUp() {
        model.warmUp((head, call, batch) -> head.logits(call, batch, RowSelection.first(batch)));
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
