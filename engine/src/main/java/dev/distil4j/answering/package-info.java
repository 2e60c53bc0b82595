/**
 * Finds answers in the logits of a context's windows: how a context is cut, which tokens of a window
 * are its own, and which spans of these are probable. Internal; nothing here knows a model.
 */
@NullMarked
package dev.distil4j.answering;

import org.jspecify.annotations.NullMarked;
