/** What stands between a command and the terminal: streams, errors, exit codes, progress. */
@NullMarked
package dev.distil4j.app.console;

import org.jspecify.annotations.NullMarked;
