/**
 * Distil4J: DistilBERT in pure Java. Begin at {@link dev.distil4j.Distil4J}.
 *
 * <p>This package, and what its signatures name, is the public interface. Models are immutable and
 * may be used by any number of threads at once; every error is a {@link
 * dev.distil4j.Distil4JException} whose message says what to do.
 */
@NullMarked
package dev.distil4j;

import org.jspecify.annotations.NullMarked;
