package dev.distil4j.loaders;

import java.util.List;

/**
 * A paragraph of SQuAD with what is asked about it.
 *
 * @param context the paragraph
 * @param qas the questions with their answers, in the file's order
 */
public record SquadParagraph(String context, List<Question> qas) {

    /** Keeps the list from changing. */
    public SquadParagraph {
        qas = List.copyOf(qas);
    }

    /**
     * A question.
     *
     * @param id its name in the data set
     * @param question what is asked
     * @param answers the right answers, as several people gave them; empty if the paragraph has none
     */
    public record Question(String id, String question, List<Answer> answers) {

        /** Keeps the list from changing. */
        public Question {
            answers = List.copyOf(answers);
        }
    }

    /**
     * A right answer, which is a part of the paragraph.
     *
     * @param text the answer
     * @param answer_start where it begins in the paragraph, in code points
     */
    public record Answer(String text, int answer_start) {}
}
