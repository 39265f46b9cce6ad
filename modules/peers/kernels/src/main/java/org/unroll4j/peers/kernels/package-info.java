/** JMH benchmarks of our engines. */
package org.unroll4j.peers.kernels;
