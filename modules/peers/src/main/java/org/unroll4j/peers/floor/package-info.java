/** What the machine could do at best: its rate of multiplications and of memory. */
package org.unroll4j.peers.floor;
