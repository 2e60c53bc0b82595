/** The engines that this one is compared with, each behind a small class that runs a model. */
@NullMarked
package dev.distil4j.bench.peer;

import org.jspecify.annotations.NullMarked;
