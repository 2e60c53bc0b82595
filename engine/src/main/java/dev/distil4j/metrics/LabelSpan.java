package dev.distil4j.metrics;

import java.io.Serializable;

/**
 * Words that the labels of a sentence make one entity.
 *
 * @param type the label behind its prefix; {@code _} if nothing is there
 * @param start its first word, from 0
 * @param end behind its last word
 */
public record LabelSpan(String type, int start, int end) implements Serializable {}
