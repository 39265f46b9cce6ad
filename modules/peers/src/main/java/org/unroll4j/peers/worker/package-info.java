/** A framework's process: what it is asked and how it answers. */
package org.unroll4j.peers.worker;
