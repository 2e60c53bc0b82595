/** Pictures of results as SVG, for light and dark pages. */
@NullMarked
package dev.distil4j.bench.plot;

import org.jspecify.annotations.NullMarked;
