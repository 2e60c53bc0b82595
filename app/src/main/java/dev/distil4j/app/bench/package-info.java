/** What {@code distil bench} measures, and how. */
@org.jspecify.annotations.NullMarked
package dev.distil4j.app.bench;
