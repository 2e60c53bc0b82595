/** The command line {@code distil}: one class for each command. */
@NullMarked
package dev.distil4j.app;

import org.jspecify.annotations.NullMarked;
