/** Training, validation and test part, by time or by user. */
package org.unroll4j.data.split;
