package dev.distil4j.app;

import dev.distil4j.Entity;

import java.util.List;

/**
 * What was found in a text.
 *
 * @param text what the offsets refer to
 * @param entities tokens or groups of them, in the order of the text
 */
record Tagged(String text, List<? extends Entity> entities) {}
