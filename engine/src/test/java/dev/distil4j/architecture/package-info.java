/** What the code may depend on, and what of it is public. */
@NullMarked
package dev.distil4j.architecture;

import org.jspecify.annotations.NullMarked;
