/** Errors of the data, for the user: one line each. */
package org.unroll4j.data;
