package org.unroll4j.data.features;

/**
 * The features of one event.
 *
 * @param categories index per categorical column
 * @param numbers value per numeric channel
 */
public record EncodedEvent(int[] categories, float[] numbers) {}
