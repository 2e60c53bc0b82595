package dev.distil4j.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Trains a vocabulary for WordPiece from the words of a corpus: it starts with the characters and
 * makes a piece of the most frequent pair of neighbours again and again. Source: Sennrich, Haddow
 * and Birch 2016, in the form that {@code WordPieceTrainer} of huggingface/tokenizers gives it,
 * with {@code ##} before what continues a word. Where that one leaves ties to chance, this one
 * takes the words in their order, so that equal corpora make equal vocabularies.
 *
 * {@snippet :
 * var counter = new WordCounter(Normalization.UNCASED);
 * texts.forEach(counter::add);
 * Vocabulary vocabulary = WordPieceTrainer.DEFAULT.vocabSize(8_000).train(counter.counts());
 * }
 *
 * @param vocabSize how many pieces to stop at; more where specials and characters alone are more,
 *     fewer where the pairs run out
 * @param minFrequency how often a pair must occur to become a piece, 0 or more
 * @param limitAlphabet how many different characters are kept, the most frequent ones; words lose
 *     the others
 * @param specialTokens the first pieces, in this order
 */
public record WordPieceTrainer(
        int vocabSize, long minFrequency, int limitAlphabet, List<String> specialTokens) {
    /** As BERT's own vocabularies are trained by default. */
    public static final WordPieceTrainer DEFAULT =
            new WordPieceTrainer(
                    30_000, 2, 1_000, List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));

    private static final String CONTINUATION = "##";

    /**
     * A trainer.
     *
     * @throws TokenizerException if a number is out of range
     */
    public WordPieceTrainer {
        specialTokens = List.copyOf(specialTokens);
        if (vocabSize < 1 || minFrequency < 0 || limitAlphabet < 1) {
            throw new TokenizerException(
                    ("A vocabulary of %d pieces from pairs that occur %d times and %d characters"
                                    + " cannot be trained; give at least 1, 0 and 1.")
                            .formatted(vocabSize, minFrequency, limitAlphabet));
        }
    }

    /** This trainer with another size of the vocabulary. */
    public WordPieceTrainer vocabSize(int vocabSize) {
        return new WordPieceTrainer(vocabSize, minFrequency, limitAlphabet, specialTokens);
    }

    /** This trainer with another least frequency. */
    public WordPieceTrainer minFrequency(long minFrequency) {
        return new WordPieceTrainer(vocabSize, minFrequency, limitAlphabet, specialTokens);
    }

    /** This trainer with another limit of the alphabet. */
    public WordPieceTrainer limitAlphabet(int limitAlphabet) {
        return new WordPieceTrainer(vocabSize, minFrequency, limitAlphabet, specialTokens);
    }

    /** This trainer with other special tokens. */
    public WordPieceTrainer specialTokens(List<String> specialTokens) {
        return new WordPieceTrainer(vocabSize, minFrequency, limitAlphabet, specialTokens);
    }

    /**
     * Trains a vocabulary.
     *
     * @param wordCounts how often each word occurs, as a {@link WordCounter} finds out
     * @throws TokenizerException if there is neither a word nor a special token
     */
    public Vocabulary train(Map<String, Long> wordCounts) {
        SortedMap<String, Long> sorted = new TreeMap<>(wordCounts);
        Symbols symbols = new Symbols();
        specialTokens.forEach(symbols::id);
        alphabet(sorted).forEach(symbols::id);
        List<TrainingWord> words = new ArrayList<>(sorted.size());
        sorted.forEach((word, count) -> words.add(new TrainingWord(symbols.spell(word), count)));
        PairQueue queue = new PairQueue();
        for (int i = 0; i < words.size(); i++) {
            int number = i;
            words.get(i).pairs((first, second, n) -> queue.change(first, second, n, number));
        }
        queue.offer();
        while (symbols.size() < vocabSize) {
            PairQueue.Entry top = queue.poll(minFrequency);
            if (top == null) {
                break;
            }
            int merged = symbols.merged(top.first(), top.second());
            for (int i = 0; i < top.words().size(); i++) {
                int number = top.words().get(i);
                words.get(number)
                        .merge(
                                top.first(),
                                top.second(),
                                merged,
                                (first, second, n) -> queue.change(first, second, n, number));
            }
            queue.offer();
        }
        return new Vocabulary(symbols.pieces);
    }

    /** The characters that are kept, by code point. */
    private List<String> alphabet(Map<String, Long> wordCounts) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        wordCounts.forEach(
                (word, count) -> word.codePoints().forEach(c -> counts.merge(c, count, Long::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(limitAlphabet)
                .map(Map.Entry::getKey)
                .sorted()
                .map(Character::toString)
                .collect(Collectors.toList());
    }

    /** The pieces so far, each known by its place. */
    private static final class Symbols {
        private final List<String> pieces = new ArrayList<>();
        private final Map<String, Integer> ids = new HashMap<>();

        int size() {
            return pieces.size();
        }

        int id(String piece) {
            return ids.computeIfAbsent(
                    piece,
                    added -> {
                        pieces.add(added);
                        return pieces.size() - 1;
                    });
        }

        /** A word in characters, those outside the alphabet left out. */
        int[] spell(String word) {
            List<Integer> symbols = new ArrayList<>();
            for (int i = 0, next; i < word.length(); i = next) {
                next = word.offsetByCodePoints(i, 1);
                String character = word.substring(i, next);
                if (ids.containsKey(character)) {
                    symbols.add(id(i == 0 ? character : CONTINUATION + character));
                }
            }
            return symbols.stream().mapToInt(Integer::intValue).toArray();
        }

        int merged(int first, int second) {
            String rest = pieces.get(second);
            return id(
                    pieces.get(first)
                            + (rest.startsWith(CONTINUATION)
                                    ? rest.substring(CONTINUATION.length())
                                    : rest));
        }
    }
}
