package dev.distil4j.app.conformance;

import dev.distil4j.AggregationStrategy;
import dev.distil4j.EntityGroup;
import dev.distil4j.ScoreFunction;

import java.util.List;
import java.util.Map;

/** Something published about a checkpoint that can be computed again. */
public sealed interface Figure {

    /** Where it was published. */
    String source();

    /** How far the computed number may be from the published one. */
    double tolerance();

    /** What a classifier computes. */
    sealed interface OfClassifier extends Figure {}

    /**
     * Values of the last hidden states of a text.
     *
     * @param text the text
     * @param values by token and column, both from 0: {@code "1,3"} is column 3 of token 1
     */
    record Hidden(String text, Map<String, Double> values, double tolerance, String source)
            implements Figure {}

    /**
     * The scores of a text's labels.
     *
     * @param text the text
     * @param function what makes scores of logits
     * @param scores by label; those of other labels are not published
     */
    record Scores(
            String text,
            ScoreFunction function,
            Map<String, Double> scores,
            double tolerance,
            String source)
            implements OfClassifier {}

    /**
     * The label that gets the highest score.
     *
     * @param text the text
     * @param label the label
     */
    record Label(String text, String label, String source) implements OfClassifier {
        @Override
        public double tolerance() {
            return 0;
        }
    }

    /**
     * The share of texts of a data set that get the right label.
     *
     * @param file a file in the folder of data sets: a heading, then a text, a tab and the number
     *     of its label on each line
     * @param accuracy 0 to 1
     */
    record Accuracy(String file, double accuracy, double tolerance, String source)
            implements OfClassifier {}

    /**
     * What stands in the place of a text's one mask, best first.
     *
     * @param text the text
     * @param tokens the best tokens' text and score, in their order; NaN where no score is
     *     published
     */
    record Filled(String text, List<Scored> tokens, double tolerance, String source)
            implements Figure {

        /** Takes an unmodifiable copy of the list. */
        public Filled {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * A token or a label with its score.
     *
     * @param name what has the score
     * @param score 0 to 1, or NaN
     */
    record Scored(String name, double score) {}

    /** What a question-answering model computes. */
    sealed interface OfAnswerer extends Figure {}

    /**
     * The best answer of a context.
     *
     * @param question what is asked
     * @param context where the answer is
     * @param answer the answer
     * @param start where it begins in the context, in code points
     * @param end where it ends, exclusive, in code points
     * @param score 0 to 1
     */
    record Answered(
            String question,
            String context,
            String answer,
            int start,
            int end,
            double score,
            double tolerance,
            String source)
            implements OfAnswerer {}

    /**
     * Exact match and F1 of a data set of SQuAD 1.1, by its evaluation recipe.
     *
     * @param file a file in the folder of data sets
     * @param exact_match 0 to 100, or NaN if it is not published
     * @param f1 0 to 100
     */
    record Squad(String file, double exact_match, double f1, double tolerance, String source)
            implements OfAnswerer {}

    /** What a tagger of tokens computes. */
    sealed interface OfTagger extends Figure {}

    /**
     * The F1 of the entities of a data set such as CoNLL-2003, as seqeval counts it.
     *
     * @param file a file in the folder of data sets: a word and its label on each line, an empty
     *     line behind each sentence
     * @param f1 0 to 1
     */
    record Conll(String file, double f1, double tolerance, String source) implements OfTagger {}

    /**
     * The entities of a text.
     *
     * @param text the text
     * @param strategy how labels of tokens become entities
     * @param entities all of them, in their order
     */
    record Entities(
            String text,
            AggregationStrategy strategy,
            List<EntityGroup> entities,
            double tolerance,
            String source)
            implements OfTagger {

        /** Takes an unmodifiable copy of the list. */
        public Entities {
            entities = List.copyOf(entities);
        }
    }

    /**
     * How alike two texts are.
     *
     * @param text the one
     * @param other the other
     * @param cosine of their embeddings, -1 to 1
     */
    record Similarity(String text, String other, double cosine, double tolerance, String source)
            implements Figure {}
}
