/** How the programs of this module meet the command line. */
@NullMarked
package dev.distil4j.bench.program;

import org.jspecify.annotations.NullMarked;
