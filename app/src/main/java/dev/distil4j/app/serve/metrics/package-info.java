/** What the server tells of itself: the metrics that are scraped, and what it serves within which limits. */
@NullMarked
package dev.distil4j.app.serve.metrics;

import org.jspecify.annotations.NullMarked;
