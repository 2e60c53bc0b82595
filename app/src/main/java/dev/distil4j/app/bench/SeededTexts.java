package dev.distil4j.app.bench;

import dev.distil4j.tokenizer.Vocabulary;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts for any vocabulary, drawn from a seed: whole words of it, every tenth lengthened by another
 * so that it falls into pieces, some with a capital, and full stops.
 */
final class SeededTexts {

    private SeededTexts() {}

    /**
     * @param words of a text
     * @param count of texts
     */
    static List<String> of(WordPieceTokenizer tokenizer, int words, int count) {
        Vocabulary vocabulary = tokenizer.vocabulary();
        List<String> known =
                vocabulary.pieces().stream()
                        .filter(piece -> piece.length() > 1)
                        .filter(piece -> piece.chars().allMatch(Character::isLetter))
                        .toList();
        SplittableRandom random = new SplittableRandom(1);
        List<String> texts = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < words; w++) {
                String word = known.get(random.nextInt(known.size()));
                if (w % 10 == 0) {
                    word = Character.toUpperCase(word.charAt(0)) + word.substring(1);
                }
                text.append(w == 0 ? "" : w % 10 == 0 ? ". " : " ").append(word);
                if (w % 10 == 5) {
                    text.append(known.get(random.nextInt(known.size())));
                }
            }
            texts.add(text.append('.').toString());
        }
        return texts;
    }
}
