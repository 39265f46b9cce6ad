/** The command {@code bin/unroll}. */
package org.unroll4j.cli;
