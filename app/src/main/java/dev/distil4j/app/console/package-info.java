/** What stands between a command and the terminal: streams, errors, exit codes, progress, rows. */
@NullMarked
package dev.distil4j.app.console;

import org.jspecify.annotations.NullMarked;
