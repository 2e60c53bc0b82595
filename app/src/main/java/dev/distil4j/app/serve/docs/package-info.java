/** What the server says of its routes, to programs and to people. */
@NullMarked
package dev.distil4j.app.serve.docs;

import org.jspecify.annotations.NullMarked;
