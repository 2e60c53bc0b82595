/** The server: models behind HTTP, for whoever scores texts one by one and at once. */
@NullMarked
package dev.distil4j.app.serve;

import org.jspecify.annotations.NullMarked;
