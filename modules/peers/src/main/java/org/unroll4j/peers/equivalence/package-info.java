/** The equivalence matrix with frameworks in processes of their own. */
package org.unroll4j.peers.equivalence;
