/** Exported networks of runs in ONNX Runtime, against what the runs predict. */
package org.unroll4j.peers.onnxruntime.exported;
