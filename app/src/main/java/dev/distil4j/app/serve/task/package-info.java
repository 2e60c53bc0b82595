/** What can be asked of a served model, whichever dialect it was asked in. */
@NullMarked
package dev.distil4j.app.serve.task;

import org.jspecify.annotations.NullMarked;
