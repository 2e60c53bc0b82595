package dev.distil4j.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of an answer that count: in lower case, without ASCII punctuation and without articles
 * ({@code normalize_answer}). What is a letter or white space is what Python takes for one.
 */
final class AnswerWords {

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");

    private AnswerWords() {}

    /** The words, in order. */
    static List<String> of(String answer) {
        String text = withoutArticles(withoutPunctuation(answer.toLowerCase(Locale.ROOT)));
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static String withoutPunctuation(String text) {
        StringBuilder kept = new StringBuilder();
        text.chars().filter(c -> PUNCTUATION.indexOf(c) < 0).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    /** Puts a space for each run of letters and digits that is an article. */
    private static String withoutArticles(String text) {
        StringBuilder kept = new StringBuilder();
        for (int start = 0; start < text.length(); ) {
            int end = start;
            while (end < text.length() && isWordCharacter(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            String run = text.substring(start, end);
            kept.append(ARTICLES.contains(run) ? " " : run);
            if (end < text.length()) {
                kept.appendCodePoint(text.codePointAt(end));
                end += Character.charCount(text.codePointAt(end));
            }
            start = end;
        }
        return kept.toString();
    }

    /** What {@code \w} matches in Python, but for the underscore, which is gone: no marks. */
    private static boolean isWordCharacter(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> Character.isLetter(codePoint);
        };
    }

    /** What Python's {@code str.split} splits at. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    /** F1 of the words as multisets, 0 to 1; of none and none 1. */
    static double f1(List<String> prediction, List<String> answer) {
        if (prediction.isEmpty() || answer.isEmpty()) {
            return prediction.isEmpty() && answer.isEmpty() ? 1 : 0;
        }
        Map<String, Integer> open = new HashMap<>();
        answer.forEach(word -> open.merge(word, 1, Integer::sum));
        int same = 0;
        for (String word : prediction) {
            if (open.getOrDefault(word, 0) > 0) {
                open.merge(word, -1, Integer::sum);
                same++;
            }
        }
        if (same == 0) {
            return 0;
        }
        double precision = (double) same / prediction.size();
        double recall = (double) same / answer.size();
        return 2 * precision * recall / (precision + recall);
    }
}
