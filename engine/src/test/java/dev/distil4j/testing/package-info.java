/** What the engine's tests share: goldens, copies of models to spoil, backends, fresh JVMs. */
@NullMarked
package dev.distil4j.testing;

import org.jspecify.annotations.NullMarked;
