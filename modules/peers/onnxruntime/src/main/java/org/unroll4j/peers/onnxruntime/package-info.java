/** The adapter of ONNX Runtime. */
package org.unroll4j.peers.onnxruntime;
