/**
 * Entities in the logits of tokens: tokens with scores, the label of a word, tokens put together to
 * entities, and a decision where windows overlap. Internal; nothing here knows a model.
 */
@NullMarked
package dev.distil4j.tagging;

import org.jspecify.annotations.NullMarked;
