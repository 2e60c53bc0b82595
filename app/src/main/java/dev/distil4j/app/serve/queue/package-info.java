/** Requests wait in line for their model, and are computed together. */
@NullMarked
package dev.distil4j.app.serve.queue;

import org.jspecify.annotations.NullMarked;
