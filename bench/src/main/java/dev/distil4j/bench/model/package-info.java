/** What the contenders compute with: a checkpoint of the base shape from a seed, and its texts. */
@NullMarked
package dev.distil4j.bench.model;

import org.jspecify.annotations.NullMarked;
