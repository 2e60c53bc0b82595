/** The page on which a person tries the served models. */
@NullMarked
package dev.distil4j.app.serve.ui;

import org.jspecify.annotations.NullMarked;
