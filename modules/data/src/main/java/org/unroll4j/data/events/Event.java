package org.unroll4j.data.events;

import java.util.List;

/**
 * One row of an event file.
 *
 * @param session id of the session, or null if the file has none
 * @param user id of the user
 * @param timeMillis milliseconds since 1970-01-01T00:00Z
 * @param type event type
 * @param categorical values of the further categorical columns, in the order of {@link
 *     EventColumns#categorical()}; an empty text is an ordinary value
 * @param numeric values of the numeric columns, in the order of {@link EventColumns#numeric()}; NaN
 *     is missing
 * @param sessionLabel value of the label column, or null if there is none
 */
public record Event(
    String session,
    String user,
    long timeMillis,
    String type,
    List<String> categorical,
    List<Double> numeric,
    String sessionLabel) {}
