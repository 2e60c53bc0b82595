/** What is told of devices. */
@NullMarked
package dev.distil4j.app.device;

import org.jspecify.annotations.NullMarked;
