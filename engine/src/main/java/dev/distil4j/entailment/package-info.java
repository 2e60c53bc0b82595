/**
 * Classification by natural language inference: the sentence that is made of a label, and what the
 * logits say of it. Internal; nothing here knows a model.
 */
@NullMarked
package dev.distil4j.entailment;

import org.jspecify.annotations.NullMarked;
