/**
 * From a CSV file to a table of events and its sessions.
 *
 * <p>{@link org.unroll4j.data.events.EventReader} is the bulk path over primitive columns; {@link
 * org.unroll4j.data.events.DataVecEventReader} gives the same table through DataVec.
 */
package org.unroll4j.data.events;
