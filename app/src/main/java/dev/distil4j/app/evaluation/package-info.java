/** Models measured on data sets that have right answers, in constant memory. */
@NullMarked
package dev.distil4j.app.evaluation;

import org.jspecify.annotations.NullMarked;
