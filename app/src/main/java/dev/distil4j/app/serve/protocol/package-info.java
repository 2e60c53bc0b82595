/** JSON dialects: pure functions from a body to a request, and from results to a body. */
@NullMarked
package dev.distil4j.app.serve.protocol;

import org.jspecify.annotations.NullMarked;
