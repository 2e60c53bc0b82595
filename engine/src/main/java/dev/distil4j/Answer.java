package dev.distil4j;

import java.io.Serializable;

/**
 * A part of a context that answers a question.
 *
 * @param score how much speaks for it, 0 to 1: the probability of the span, or the sum of those that
 *     read the same; only such a sum over several windows can exceed 1
 * @param start where it begins in the context, in UTF-16 units
 * @param end where it ends, exclusive
 * @param answer the context from {@code start} to {@code end}; empty if there is no answer
 */
public record Answer(double score, int start, int end, String answer) implements Serializable {}
