/** What {@code distil tokenize} shows: encodings, windows and decoded ids. */
@NullMarked
package dev.distil4j.app.tokens;

import org.jspecify.annotations.NullMarked;
