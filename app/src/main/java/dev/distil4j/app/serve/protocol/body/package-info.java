/** Values of a body, read strictly: each refusal says where the value stands. */
@NullMarked
package dev.distil4j.app.serve.protocol.body;

import org.jspecify.annotations.NullMarked;
