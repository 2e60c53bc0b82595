/**
 * From the files of a model to its batches: files wherever they lie, tokenizers made of them, texts
 * packed without padding, and what brings cold code to full speed. Internal.
 */
@NullMarked
package dev.distil4j.pipeline;

import org.jspecify.annotations.NullMarked;
