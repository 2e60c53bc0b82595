package dev.distil4j;

import java.io.Serializable;

/**
 * A question and the text that may answer it.
 *
 * @param question what is asked
 * @param context where the answer is looked for, of any length
 */
public record QuestionInput(String question, String context) implements Serializable {}
