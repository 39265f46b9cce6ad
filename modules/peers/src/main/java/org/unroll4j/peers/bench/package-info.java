/** The benchmark: starts workers, compares results, takes times, writes the report. */
package org.unroll4j.peers.bench;
