/**
 * What a model's answers are worth: figures over predictions and the references that people wrote,
 * each as the field's usual program computes it. Nothing here knows a model.
 */
@NullMarked
package dev.distil4j.metrics;

import org.jspecify.annotations.NullMarked;
