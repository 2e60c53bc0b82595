/**
 * Words for masks: where a text's masks are, which tokens are probable there, and how the text then
 * reads. Internal; nothing here knows a model.
 */
@NullMarked
package dev.distil4j.masking;

import org.jspecify.annotations.NullMarked;
