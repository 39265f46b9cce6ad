package org.unroll4j.data.events;

/**
 * A row that could not be read.
 *
 * @param line line number in the file, counted from 1, the header included
 * @param reason what is wrong with it
 */
public record MalformedRow(long line, String reason) {}
