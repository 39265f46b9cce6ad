/** The adapter of PyTorch. */
package org.unroll4j.peers.pytorch;
