/** The option that names a model, and what shows on the way to one: downloads. */
@NullMarked
package dev.distil4j.app.model;

import org.jspecify.annotations.NullMarked;
