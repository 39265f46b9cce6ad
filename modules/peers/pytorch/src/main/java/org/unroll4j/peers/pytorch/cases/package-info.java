/** How PyTorch answers the cases of the equivalence matrix. */
package org.unroll4j.peers.pytorch.cases;
