/** The adapters of Unroll4J and Deeplearning4j. */
package org.unroll4j.peers.adapter;
