package dev.distil4j;

import dev.distil4j.entailment.HypothesisTemplate;

import java.io.Serializable;
import java.util.Objects;

/**
 * How candidate labels are put to a zero-shot classifier. Immutable; each method returns changed
 * options.
 *
 * @param hypothesis_template what is claimed of the text, {@code {}} standing for the label
 * @param multi_label whether each label is judged on its own, so that several may fit
 */
public record ZeroShotOptions(String hypothesis_template, boolean multi_label)
        implements Serializable {

    /**
     * Checks the template.
     *
     * @throws InputException if it has no place for a label
     */
    public ZeroShotOptions {
        try {
            HypothesisTemplate.parse(hypothesis_template);
        } catch (IllegalArgumentException e) {
            throw new InputException(Objects.requireNonNull(e.getMessage()), e);
        }
    }

    /** "This example is {}.", and the labels exclude each other. */
    public static ZeroShotOptions defaults() {
        return new ZeroShotOptions("This example is {}.", false);
    }

    /**
     * This claim, such as {@code This text is about {}.}; {@code {0}} stands for the label too, and
     * <code>{{</code> and <code>}}</code> for braces.
     *
     * @throws InputException if it has no place for a label
     */
    public ZeroShotOptions hypothesisTemplate(String template) {
        return new ZeroShotOptions(template, multi_label);
    }

    /** Whether each label is judged on its own. */
    public ZeroShotOptions multiLabel(boolean each) {
        return new ZeroShotOptions(hypothesis_template, each);
    }
}
