/** HTTP: connections, routes, limits, errors and the life of the server. */
@NullMarked
package dev.distil4j.app.serve.http;

import org.jspecify.annotations.NullMarked;
