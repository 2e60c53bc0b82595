/** What {@code distil train-vocab} writes. */
@NullMarked
package dev.distil4j.app.vocab;

import org.jspecify.annotations.NullMarked;
