/** Tasks as transformers' pipelines have them: their parameters, inputs and results in JSON. */
@NullMarked
package dev.distil4j.app.serve.protocol.pipeline;

import org.jspecify.annotations.NullMarked;
