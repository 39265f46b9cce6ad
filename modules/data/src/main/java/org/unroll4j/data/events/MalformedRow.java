package org.unroll4j.data.events;

/**
 * A row that could not be read.
 *
 * @param line line number in a CSV file, the header included, or number of the row in a Parquet
 *     file, from 1
 * @param reason what is wrong with it
 */
public record MalformedRow(long line, String reason) {}
