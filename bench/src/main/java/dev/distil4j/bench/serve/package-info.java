/** The server under load: clients that wait for their answers, clients that do not, and what came back. */
@NullMarked
package dev.distil4j.bench.serve;

import org.jspecify.annotations.NullMarked;
