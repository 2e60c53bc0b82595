/** Published figures of real checkpoints, and how this engine's numbers are held against them. */
@NullMarked
package dev.distil4j.app.conformance;

import org.jspecify.annotations.NullMarked;
