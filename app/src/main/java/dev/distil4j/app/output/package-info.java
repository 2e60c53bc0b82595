/** How a command's results are written: a table for a person, JSON, or one JSON object a line. */
@NullMarked
package dev.distil4j.app.output;

import org.jspecify.annotations.NullMarked;
