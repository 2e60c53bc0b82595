package dev.distil4j.pipeline;

import dev.distil4j.tokenizer.Vocabulary;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * Texts that bring a model's code to full speed: the same ones for a given vocabulary, whatever the
 * time they take.
 */
public final class WarmUp {

    /** How often all of the lists are computed. */
    private static final int ROUNDS = 4;

    /** Tokens of the texts that are computed alone: every height of a tile, then usual lengths. */
    private static final int[] TOKENS = {3, 4, 5, 6, 7, 8, 16, 16, 64};

    /** Texts of a list, and the tokens of each. */
    private static final int LIST_TEXTS = 4;

    private static final int LIST_TOKENS = 16;

    private WarmUp() {}

    /** Hands the lists to {@code model}, one after the other. */
    public static void run(WordPieceTokenizer tokenizer, Consumer<List<String>> model) {
        List<String> words = words(tokenizer, 64);
        int special = tokenizer.encode("").length();
        for (int round = 0; round < ROUNDS; round++) {
            for (int tokens : TOKENS) {
                model.accept(List.of(text(words, round, tokens - special, tokenizer)));
            }
            String text = text(words, round, LIST_TOKENS - special, tokenizer);
            model.accept(Collections.nCopies(LIST_TEXTS, text));
        }
    }

    /** Words of one token each, spread over the vocabulary; fewer if it has not so many. */
    private static List<String> words(WordPieceTokenizer tokenizer, int count) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        int special = tokenizer.encode("").length();
        List<String> words = new ArrayList<>();
        int step = Math.max(1, vocabulary.size() / (4 * count));
        for (int id = 0; id < vocabulary.size() && words.size() < count; id += step) {
            String piece = vocabulary.piece(id);
            if (piece.codePoints().allMatch(Character::isLetter)
                    && special < tokenizer.maxLength()
                    && tokenizer.encode(piece).length() == special + 1) {
                words.add(piece);
            }
        }
        return words;
    }

    private static String text(
            List<String> words, int from, int count, WordPieceTokenizer tokenizer) {
        StringBuilder text = new StringBuilder();
        int fitting = Math.min(count, tokenizer.maxLength() - tokenizer.encode("").length());
        for (int i = 0; i < fitting && !words.isEmpty(); i++) {
            text.append(words.get((from + i) % words.size())).append(' ');
        }
        return text.toString();
    }
}
