package dev.distil4j;

import java.io.Serializable;

/**
 * A label and how much speaks for it.
 *
 * @param label as the model's configuration names it
 * @param score what the score function made of the label's logit: 0 to 1 for softmax and sigmoid
 */
public record Score(String label, double score) implements Serializable {}
