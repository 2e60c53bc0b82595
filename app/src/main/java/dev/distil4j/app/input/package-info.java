/** Where the texts of a command come from: arguments, a file, or standard input. */
@NullMarked
package dev.distil4j.app.input;

import org.jspecify.annotations.NullMarked;
