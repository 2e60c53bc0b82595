package dev.distil4j.app.serve.http;

import dev.distil4j.app.serve.queue.ModelQueue;
import dev.distil4j.app.serve.task.ServedModel;

/** A model and the queue before it. */
record Served(ServedModel model, ModelQueue queue) {}
