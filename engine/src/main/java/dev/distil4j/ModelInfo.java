package dev.distil4j;

import dev.distil4j.kernels.Precision;

import java.io.Serializable;
import java.util.List;

/**
 * What an open model is and what it runs on.
 *
 * @param name the folder, or the embedded model's name
 * @param architecture as in the configuration, such as {@code DistilBertForSequenceClassification}
 * @param parameters number of weights
 * @param precision how precisely it is computed here, whatever the checkpoint holds
 * @param weight_bytes memory that the prepared weights occupy
 * @param max_tokens longest input, special tokens included
 * @param labels by id
 * @param backend such as {@code vector-256}
 * @param device what that computes on: the CPU, or a device with its driver
 * @param kernels what its products are made of on this machine and why, in a line
 * @param threads threads at most on one call
 * @param refusals why the backend is not a better one, each with its cure; empty if it is the best
 */
public record ModelInfo(
        String name,
        String architecture,
        long parameters,
        Precision precision,
        long weight_bytes,
        int max_tokens,
        List<String> labels,
        String backend,
        String device,
        String kernels,
        int threads,
        List<String> refusals)
        implements Serializable {}
