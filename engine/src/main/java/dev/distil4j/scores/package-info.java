/** Logits become probabilities, in the precision that each task's reference has. Internal. */
@NullMarked
package dev.distil4j.scores;

import org.jspecify.annotations.NullMarked;
